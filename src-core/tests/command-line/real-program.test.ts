/** The program as a process of its own: what it prints and refuses there, and its start with a file of another client. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import { printConfig } from '../../config/files/config-print.ts';
import { runProgram } from './child-program.ts';
import { HASKELL_README_FILE } from './haskell-prints.ts';
import { it } from './headless-test.ts';

describe('the program', () => {
  it('prints on stdout alone and ends with 0', async () => {
    const whole = printConfig({ config: { ...DEFAULT_CONFIG, useTls: true }, unknown: {} }, 'full');
    const stdout = `${whole}\n`;
    expect(await runProgram(['--tls', '--print-config'])).toEqual({ code: 0, stdout, stderr: '' });
  });

  it('refuses on stderr alone and ends with 1', async () => {
    const stderr = "unknown option '--nosuch'\nheddle --help shows all options.\n";
    expect(await runProgram(['--nosuch'])).toEqual({ code: 1, stdout: '', stderr });
  });

  it('starts with the file of the README of chainweb-mining-client', async ({
    program: { folder, heddle },
  }) => {
    const path = join(folder, 'start.yml');
    await writeFile(path, HASKELL_README_FILE);
    // Its node and its port are not this test's to use: both are given elsewhere, after the file.
    const run = heddle(
      ...['--config-file', path, '--practice', '--practice-graph', 'singleton'],
      ...['--stratum-port', '0', '--stratum-interface', '127.0.0.1'],
    );
    await run.line('[Thread 9] got new work for chain');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });
});
