import { statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';
import { logRecord } from './tests/log-records.ts';

describe('a log file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heddle-log-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('rotates full files and keeps no more than `keep` of them', async () => {
    const file = openLogFile({ path: join(folder, 'logs', 'heddle.log'), maxBytes: 150, keep: 2 });
    for (let index = 1; index <= 20; index += 1) {
      await file.write([logRecord({ text: `message ${index}`, tags: [] })]);
    }
    const names = (await readdir(join(folder, 'logs'))).sort();
    expect(names).toEqual(['heddle.log', 'heddle.log.1', 'heddle.log.2']);
    const texts = await Promise.all(
      names.map((name) => readFile(join(folder, 'logs', name), 'utf8')),
    );
    expect(texts[0]).toContain('message 20');
    expect(texts.join('')).not.toContain('message 1\n');
    expect(texts.join('')).not.toContain('\u001b');
  });

  it.skipIf(process.platform === 'win32')(
    'is for its owner to read, also one that others could read before, and a rotated one',
    async () => {
      const path = join(folder, 'logs', 'heddle.log');
      const file = openLogFile({ path, maxBytes: 1, keep: 1 });
      await file.write([logRecord()]);
      await file.write([logRecord()]);
      await chmod(path, 0o644);
      await openLogFile({ path, maxBytes: 1e6, keep: 1 }).write([logRecord()]);
      const modes = [path, `${path}.1`, join(folder, 'logs')].map(
        (each) => statSync(each).mode & 0o777,
      );
      expect(modes).toEqual([0o600, 0o600, 0o700]);
    },
  );

  it('is written in the format that is given', async () => {
    const path = join(folder, 'heddle.log');
    const file = openLogFile({ path, maxBytes: 1e6, keep: 1, format: ({ text }) => `<${text}>` });
    await file.write([logRecord({ text: 'a' }), logRecord({ text: 'b' })]);
    expect(await readFile(path, 'utf8')).toBe('<a>\n<b>\n');
  });

  it('is full with as many bytes as it may have', async () => {
    const path = join(folder, 'heddle.log');
    const write = async (text: string): Promise<void> => {
      const file = openLogFile({ path, maxBytes: 4, keep: 1, format: () => text });
      await file.write([logRecord()]);
    };
    for (const text of ['aaa', 'bbb', 'ccc']) await write(text);
    expect(await readFile(path, 'utf8')).toBe('ccc\n');
    expect(await readFile(`${path}.1`, 'utf8')).toBe('bbb\n');
    expect((await readdir(folder)).sort()).toEqual(['heddle.log', 'heddle.log.1']);
  });

  it('is not written where there is something else in the way', async () => {
    const path = join(folder, 'heddle.log');
    const file = openLogFile({ path, maxBytes: 1, keep: 1 });
    await file.write([logRecord()]);
    await mkdir(join(`${path}.1`, 'full'), { recursive: true });
    await expect(file.write([logRecord()])).rejects.toThrow(/^E\w+: /);
  });

  it('is continued where an earlier run stopped', async () => {
    const path = join(folder, 'heddle.log');
    await openLogFile({ path, maxBytes: 1e6, keep: 1 }).write([logRecord({ text: 'before' })]);
    await openLogFile({ path, maxBytes: 1e6, keep: 1 }).write([logRecord({ text: 'after' })]);
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(2);
  });
});
