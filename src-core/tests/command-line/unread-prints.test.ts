/** What the program prints where its reader is gone, or the disk is full. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PROGRAM_ARGV } from './child-program.ts';

const start = (stdout: 'pipe' | number): ChildProcess =>
  spawn(process.execPath, [...PROGRAM_ARGV, '--help'], { stdio: ['ignore', stdout, 'pipe'] });

async function endOf(child: ChildProcess): Promise<{ code: unknown; errors: string }> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, errors };
}

describe('a text', () => {
  it('whose reader is gone ends the program without a word', async () => {
    const child = start('pipe');
    child.stdout?.destroy();
    expect(await endOf(child)).toEqual({ code: 141, errors: '' });
  });

  it.skipIf(process.platform !== 'linux')(
    'that a full disk does not take is a sentence',
    async () => {
      const full = await open('/dev/full', 'w');
      const { code, errors } = await endOf(start(full.fd));
      await full.close();
      expect(code).toBe(1);
      expect(errors).toMatch(/^stdout cannot be written: ENOSPC: [^\n]*\n$/);
    },
  );
});
