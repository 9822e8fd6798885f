import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { err, ok } from '../result.ts';
import { madeUpWork } from '../tests/made-up-work.ts';
import { CLOSED, workerFromSearch } from './worker-from-search.ts';

const work = madeUpWork();
const preempted = { ok: false, error: { kind: 'preempted' } };

/** Resolves once the signal is aborted. */
const until = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

it('leaves nothing behind on a signal that outlives its searches', async () => {
  const { signal } = new AbortController();
  const seen: AbortSignal[] = [];
  const worker = workerFromSearch('A', (asked, inner) => {
    seen.push(inner);
    return Promise.resolve(ok({ work: asked, bytes: asked.bytes }));
  });
  for (let search = 0; search < 3; search += 1) {
    expect(await worker.solve(work, signal)).toMatchObject({ ok: true, value: { work } });
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await worker.close();
  // Searches that had ended are not ended again.
  expect(seen.map(({ aborted }) => aborted)).toEqual([false, false, false]);
});

it('waits for its search, and then for what it frees, when it is closed', async () => {
  const steps: string[] = [];
  const worker = workerFromSearch(
    'A',
    async (_, signal) => {
      await until(signal);
      await new Promise(setImmediate);
      steps.push('searched');
      return err({ kind: 'preempted' });
    },
    () => Promise.resolve(steps.push('freed')),
  );
  const search = worker.solve(work, new AbortController().signal);
  await worker.close();
  expect(steps).toEqual(['searched', 'freed']);
  expect(await search).toEqual(preempted);
  expect(await worker.solve(work, new AbortController().signal)).toEqual(err(CLOSED));
});

it('can be closed although its search has thrown', async () => {
  const worker = workerFromSearch('A', () => Promise.reject(new Error('a bug')));
  await expect(worker.solve(work, new AbortController().signal)).rejects.toThrow('a bug');
  await worker.close();
  expect(await worker.solve(work, AbortSignal.abort())).toEqual(err(CLOSED));
});

it('does not search for a signal that is aborted', async () => {
  const worker = workerFromSearch('A', () => Promise.reject(new Error('it searched')));
  expect(await worker.solve(work, AbortSignal.abort())).toEqual(preempted);
});
