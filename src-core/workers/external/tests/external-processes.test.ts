/** Processes of external programs: none outlives its work. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isRunning } from '../../../tests/script-workers.ts';
import { NONCE, atOnce, easy, externalTest, hard, never } from './external-test.ts';

const test = externalTest();
const { workerOf } = test;

describe('processes', () => {
  it('end together with their work, children and all, and the miner does not wait for it', async () => {
    const abort = new AbortController();
    const { notePid } = test.scripts;
    const search = workerOf(
      `sleep 1000 & ${notePid('$!', 'child')}; ${notePid('$$', 'shell')}; sleep 1000; true`,
    ).solve(hard, abort.signal);
    const pids = [await test.scripts.pidFrom('shell'), await test.scripts.pidFrom('child')];
    expect(pids.map(isRunning)).toEqual([true, true]);
    abort.abort();
    expect(await atOnce(search)).toEqual({ ok: false, error: { kind: 'preempted' } });
    await vi.waitFor(() => expect(pids.map(isRunning)).toEqual([false, false]), 10_000);
  });

  it('are killed when they do not end, before the next one starts', async () => {
    const abort = new AbortController();
    const more = join(test.scripts.path, 'more');
    const worker = workerOf(
      `if [ -e '${test.scripts.path}/stubborn' ]; then echo started >> '${more}'; echo ${NONCE}; exit; fi; trap '' TERM; ${test.scripts.notePid('$$', 'stubborn')}; while true; do sleep 0.1; done; true`,
    );
    const search = worker.solve(hard, abort.signal);
    const pid = await test.scripts.pidFrom('stubborn');
    abort.abort();
    await search;
    expect(isRunning(pid)).toBe(true);
    // Given up before it could start: it never does.
    const waiting = new AbortController();
    const givenUp = worker.solve(easy, waiting.signal);
    waiting.abort();
    expect(await givenUp).toEqual({ ok: false, error: { kind: 'preempted' } });
    expect((await worker.solve(easy, never)).ok).toBe(true);
    expect(isRunning(pid)).toBe(false);
    expect(await readFile(more, 'utf8')).toBe('started\n');
  });

  it('that are left behind after an answer do not delay it, and end', async () => {
    const worker = workerOf(
      `sleep 1000 & ${test.scripts.notePid('$!', 'left')}; echo ${NONCE}; true`,
    );
    expect((await worker.solve(easy, never)).ok).toBe(true);
    await worker.close();
    expect(isRunning(await test.scripts.pidFrom('left'))).toBe(false);
  });

  it('are gone when the worker has closed, and it takes no more work', async () => {
    const worker = workerOf(`${test.scripts.notePid('$$', 'closed')}; sleep 1000; true`);
    const search = worker.solve(hard, never);
    const pid = await test.scripts.pidFrom('closed');
    await worker.close();
    expect(isRunning(pid)).toBe(false);
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
    expect(await worker.solve(easy, never)).toMatchObject({ error: { kind: 'ended' } });
    await worker.close();
  });

  it('are not started for work that is preempted already', async () => {
    const search = workerOf('echo x > /dev/null').solve(easy, AbortSignal.abort());
    expect(await search).toEqual({ ok: false, error: { kind: 'preempted' } });
  });
});
