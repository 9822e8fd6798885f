/** Groups of processes that do not end: the system's answers are changed, as no test can run what it must not end. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import { isRunning } from '../../tests/script-workers.ts';
import { endGroup, killGroupNow } from './process-group.ts';
import { tryExternalWorker } from './try-external-worker.ts';
import { externalTest, hard } from './tests/external-test.ts';
import { answering, processGroups, seeingSignals } from './tests/process-groups.ts';

const test = externalTest();
const { group, endLater } = processGroups();
afterEach(() => {
  vi.useRealTimers();
});

describe.skipIf(process.platform === 'win32')('a group of processes', () => {
  it('is gone once it has ended, and also where it had ended before', async () => {
    const { pid } = await group();
    const sent = vi.spyOn(process, 'kill');
    // However long it takes on a busy computer.
    vi.useFakeTimers({ toFake: ['performance'] });
    expect(await endGroup(pid)).toBe('gone');
    // Its number may be that of others by now.
    expect(sent.mock.calls.filter(([, signal]) => signal === 'SIGKILL')).toEqual([]);
    expect(isRunning(pid)).toBe(false);
    expect(await endGroup(pid)).toBe('gone');
    killGroupNow(pid);
  });

  it.runIf(process.platform === 'linux')('is gone where only dead are left of it', async () => {
    // Which `sleep` does not collect, as the first process of many a container.
    const dead = test.scripts.notePid('$!', 'dead');
    await group(`setsid true & ${dead}; exec sleep 1000`);
    const pid = await test.scripts.pidFrom('dead');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 20_000);
    expect(process.kill(-pid, 0)).toBe(true);
    vi.useFakeTimers({ toFake: ['performance'] });
    expect(await endGroup(pid)).toBe('gone');
  });

  it('may take a moment to end', async () => {
    const go = join(test.scripts.path, 'go');
    const slowly = `until [ -e '${go}' ]; do sleep 0.01; done; exit`;
    const { pid } = await group(
      `trap "${slowly}" TERM; ${test.scripts.notePid('$$', 'slow')}; while true; do sleep 0.01; done`,
    );
    await test.scripts.pidFrom('slow');
    const sent: (string | number)[] = [];
    seeingSignals((signal) => {
      sent.push(signal);
      if (sent.length === 4) writeFileSync(go, '');
    });
    vi.useFakeTimers({ toFake: ['performance'] });
    expect(await endGroup(pid)).toBe('gone');
    expect(sent).not.toContain('SIGKILL');
    expect(isRunning(pid)).toBe(false);
  });

  it('is killed when it does not end within a second', async () => {
    const stubborn = `trap '' TERM; ${test.scripts.notePid('$$', 'stubborn')}; while true; do sleep 0.1; done`;
    const { pid } = await group(stubborn);
    await test.scripts.pidFrom('stubborn');
    const sent: (string | number)[] = [];
    vi.useFakeTimers({ toFake: ['performance'] });
    seeingSignals((signal) => {
      sent.push(signal);
      if (!sent.includes('SIGKILL')) vi.advanceTimersByTime(300);
    });
    expect(await endGroup(pid)).toBe('gone');
    expect(sent.filter((signal) => signal !== 0)).toEqual(['SIGTERM', 'SIGKILL']);
    expect(isRunning(pid)).toBe(false);
  });

  it('is killed without waiting for it when this process exits', async () => {
    const child = await group(`trap '' TERM; sleep 1000 & wait; sleep 1000`);
    killGroupNow(child.pid);
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it.each<[string, 'refused' | 'stuck', Record<string, string>]>([
    ['of another user', 'refused', { SIGTERM: 'EPERM' }],
    ['that has become another user’s', 'refused', { SIGKILL: 'EPERM' }],
    ['stuck in the kernel', 'stuck', {}],
  ])('that is %s cannot be ended: %s', async (_, outcome, answers) => {
    const { pid } = await group();
    vi.useFakeTimers({ toFake: ['performance'] });
    answering((signal) => {
      // It is asked whether the group is there: that takes a while.
      if (signal === 0) vi.advanceTimersByTime(600);
      return answers[signal];
    });
    expect(await endGroup(pid)).toBe(outcome);
    expect(isRunning(pid)).toBe(true);
  });

  it('is not taken for gone or refused by any other answer', async () => {
    const { pid } = await group();
    answering(() => 'EINVAL');
    await expect(endGroup(pid)).rejects.toThrow('kill EINVAL');
  });
});

describe.skipIf(process.platform === 'win32')('a program that cannot be ended', () => {
  const fault = { kind: 'runs-on', detail: 'refused', lastWords: null };
  const refuses = (name: string): string => `${test.scripts.notePid('$$', name)}; sleep 1000; true`;
  it('is reported, in the log too, and its work is left', async () => {
    const abort = new AbortController();
    const worker = test.workerOf(refuses('refuses'));
    const search = worker.solve(hard, abort.signal);
    endLater(await test.scripts.pidFrom('refuses'));
    answering(() => 'EPERM');
    abort.abort();
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    await worker.close();
    expect(test.events.at(-1)).toEqual({ type: 'worker-troubled', worker: 'External 3', fault });
    await test.log.flush();
    expect(test.records.map(({ level, text }) => `${level} ${text}`)).toContain(
      'warn about the program: it runs as another user and cannot be ended from here',
    );
  });

  it('is named by a trial of it', async () => {
    const ending = new AbortController();
    const config = { ...DEFAULT_CONFIG, externalWorkerCommand: refuses('tried') };
    const trial = tryExternalWorker(config, { signal: ending.signal });
    endLater(await test.scripts.pidFrom('tried'));
    answering(() => 'EPERM');
    ending.abort();
    expect(await trial).toMatchObject({ verdict: { kind: 'ended' }, fault: null, left: fault });
  });
});
