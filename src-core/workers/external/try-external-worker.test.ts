import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { isRunning, writeScripts } from '../../tests/script-workers.ts';
import type { ScriptFolder } from '../../tests/script-workers.ts';
import { tryExternalWorker } from './try-external-worker.ts';

let scripts: ScriptFolder;
beforeAll(async () => {
  scripts = await writeScripts();
});
afterAll(() => scripts.remove());

const withCommand = (externalWorkerCommand: string): MinerConfig => ({
  ...DEFAULT_CONFIG,
  externalWorkerCommand,
});

describe('trying an external command', () => {
  it('reports that it works, and shows the output', async () => {
    const result = await tryExternalWorker(withCommand(scripts.command('argv-and-stdin')));
    expect(result).toMatchObject({ works: true, exitCode: 0, stderr: '' });
    expect(result.verdict).toMatchObject({ kind: 'works' });
    expect(result.stdout).toMatch(/^[0-9a-f]{16} \d+ /);
    expect(result.durationMs).toBeGreaterThan(0);
    expect(result.commandLine).toMatch(/ [0-9a-f]{60}3f00$/);
  });

  it('reports what is wrong with the default command', async () => {
    const result = await tryExternalWorker(DEFAULT_CONFIG);
    expect(result).toMatchObject({ works: false, exitCode: 1 });
    expect(result.stdout).toBe('no external worker command configured\n');
    expect(result.fault).toMatchObject({ kind: 'exit-code', detail: '1' });
  });

  it('shows the error output', async () => {
    const result = await tryExternalWorker(withCommand('printf "a\\nb\\n" >&2; exit 4;'));
    expect(result).toMatchObject({ works: false, exitCode: 4, stderr: 'a\nb' });
    expect(result.fault).toEqual({ kind: 'exit-code', detail: '4', lastWords: 'b' });
  });

  it('gives up on a program without an answer, and leaves nothing running', async () => {
    const result = await tryExternalWorker(
      withCommand(`${scripts.notePid('$$', 'hangs')}; sleep 1000; true`),
      { timeoutMs: 1_000 },
    );
    expect(result).toMatchObject({ works: false, exitCode: null });
    expect(result.verdict).toEqual({ kind: 'timeout', seconds: 1, hashes: 1024 });
    expect(isRunning(await scripts.pidFrom('hangs'))).toBe(false);
  });

  it('can be cancelled', async () => {
    const signal = AbortSignal.abort();
    const result = await tryExternalWorker(withCommand('sleep 1000; true'), { signal });
    expect(result.verdict).toEqual({ kind: 'ended' });
  });

  it('asks for a command', async () => {
    const result = await tryExternalWorker(withCommand(' \n'));
    expect(result.verdict).toEqual({ kind: 'no-command' });
  });

  it('tries the command of another thread', async () => {
    const { commandLine } = await tryExternalWorker(
      { ...DEFAULT_CONFIG, externalWorkerCommands: ['false', 'exit {thread};'] },
      { index: 1 },
    );
    expect(commandLine).toMatch(/^exit 1; /);
  });
});
