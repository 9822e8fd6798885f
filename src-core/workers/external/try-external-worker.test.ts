import { getEventListeners } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { isRunning, writeScripts } from '../../tests/script-workers.ts';
import type { ScriptFolder } from '../../tests/script-workers.ts';
import { tryExternalWorker } from './try-external-worker.ts';

let scripts: ScriptFolder;
beforeAll(async () => {
  scripts = await writeScripts();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => scripts.remove());

const withCommand = (externalWorkerCommand: string): MinerConfig => ({
  ...DEFAULT_CONFIG,
  externalWorkerCommand,
});

describe('trying an external command', () => {
  it('reports that it works, and shows the output', async () => {
    const startedAt = performance.now();
    const result = await tryExternalWorker(withCommand(scripts.command('argv-and-stdin')));
    const elapsedMs = performance.now() - startedAt;
    expect(result).toMatchObject({ works: true, exitCode: 0, stderr: '', fault: null, left: null });
    expect(result.verdict).toEqual({ kind: 'works', countsHashes: true });
    expect(result.stdout).toMatch(/^[0-9a-f]{16} \d+ /);
    expect(result.durationMs).toBeGreaterThan(0);
    expect(result.durationMs).toBeLessThanOrEqual(Math.ceil(elapsedMs));
    expect(result.commandLine).toMatch(/ [0-9a-f]{60}3f00$/);
  });

  it('reports that it works, though it does not count its hashes', async () => {
    const command = `f() { ${scripts.command('argv-and-stdin')} "$@" | cut -c -16; }; f`;
    const result = await tryExternalWorker(withCommand(command));
    expect(result.verdict).toEqual({ kind: 'works', countsHashes: false });
    expect(result.stdout).toMatch(/^[0-9a-f]{16}\n$/);
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

  it('shows the first lines of much error output', async () => {
    const command = 'for i in $(seq 100); do echo $i >&2; done; exit 4;';
    const { stderr, fault } = await tryExternalWorker(withCommand(command));
    expect(stderr).toBe(Array.from({ length: 40 }, (_, index) => index + 1).join('\n'));
    expect(fault?.lastWords).toBe('100');
  });

  it('gives an easy job of the development network', async () => {
    const command =
      'echo $CHAINWEB_VERSION $CHAINWEB_CHAIN_ID $CHAINWEB_HEIGHT $CHAINWEB_LEVEL $CHAINWEB_WORKER_ID ${#CHAINWEB_WORK};';
    const result = await tryExternalWorker(withCommand(`${command} true`));
    expect(result.stdout).toBe('development 0 1 10 0 572\n');
    expect(result).toMatchObject({ works: false, verdict: { kind: 'fault' }, left: null });
    expect(result.fault).toMatchObject({ kind: 'no-nonce', lastWords: null });
  });

  it('gives a job that was made just now', async () => {
    const beforeMs = Date.now();
    const { stdout } = await tryExternalWorker(withCommand('echo $CHAINWEB_WORK; true'));
    // The creation time, in microseconds, follows the 8 bytes of the flags.
    const createdMs = Number(Buffer.from(stdout, 'hex').readBigUInt64LE(8)) / 1000;
    expect(createdMs).toBeGreaterThanOrEqual(beforeMs);
    expect(createdMs).toBeLessThanOrEqual(Date.now());
  });

  it('shows the beginning of much output, up to where it counts as endless', async () => {
    const result = await tryExternalWorker(withCommand('head -c 1048576 /dev/zero; true'));
    expect(result.fault?.kind).toBe('no-nonce');
    expect(result.stdout).toBe('\0'.repeat(4_096));
    const bitByBit = 'for i in 1 2 3 4 5 6; do head -c 5000 /dev/zero; done; true';
    const { stdout } = await tryExternalWorker(withCommand(bitByBit));
    expect(stdout).toBe('\0'.repeat(4_096));
  });

  it.each([
    ['is not started', `true ${'x'.repeat(3_000_000)}`, 'not-started', 'spawn E2BIG'],
    ['prints without end', 'head -c 1048577 /dev/zero; sleep 1000;', 'endless-output', ''],
  ])('says that a program %s', async (_, command, kind, detail) => {
    const result = await tryExternalWorker(withCommand(command));
    expect(result).toMatchObject({ works: false, verdict: { kind: 'fault' }, exitCode: null });
    expect(result.fault).toEqual({ kind, detail, lastWords: null });
  });

  it('gives up on a program without an answer, and leaves nothing running', async () => {
    const result = await tryExternalWorker(
      withCommand(`${scripts.notePid('$$', 'hangs')}; sleep 1000; true`),
      { timeoutMs: 1_000 },
    );
    expect(result).toMatchObject({ works: false, exitCode: null });
    expect(result.verdict).toEqual({ kind: 'timeout', seconds: 1, hashes: 1024 });
    expect(result.durationMs).toBeGreaterThan(900);
    expect(isRunning(await scripts.pidFrom('hangs'))).toBe(false);
  });

  it('can be cancelled, before and while it runs', async () => {
    const ended = { works: false, verdict: { kind: 'ended' }, fault: null, exitCode: null };
    const signal = AbortSignal.abort();
    const never = await tryExternalWorker(withCommand('sleep 1000; true'), { signal });
    expect(never).toMatchObject(ended);
    const ending = new AbortController();
    const running = tryExternalWorker(
      withCommand(`${scripts.notePid('$$', 'cancelled')}; sleep 1000; true`),
      { signal: ending.signal },
    );
    const pid = await scripts.pidFrom('cancelled');
    ending.abort();
    expect(await running).toMatchObject(ended);
    expect(isRunning(pid)).toBe(false);
  });

  it('leaves no timer and no listener behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const atExit = process.listeners('exit');
    const { signal } = new AbortController();
    const running = tryExternalWorker(withCommand('exit 4;'), { signal });
    expect(getEventListeners(signal, 'abort')).not.toEqual([]);
    expect(await running).toMatchObject({ exitCode: 4 });
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(process.listeners('exit')).toEqual(atExit);
  });

  it('asks for a command', async () => {
    expect(await tryExternalWorker(withCommand(' \n'))).toEqual({
      ...{ works: false, verdict: { kind: 'no-command' }, fault: null, left: null },
      ...{ commandLine: '', exitCode: null, stdout: '', stderr: '', durationMs: 0 },
    });
  });

  it('tries the command of another thread', async () => {
    const { commandLine } = await tryExternalWorker(
      { ...DEFAULT_CONFIG, externalWorkerCommands: ['false', 'exit {thread};'] },
      { index: 1 },
    );
    expect(commandLine).toMatch(/^exit 1; /);
  });
});
