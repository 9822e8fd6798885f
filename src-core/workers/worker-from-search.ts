import type { MiningWork, Solution } from '../chainweb/mining-work.ts';
import { err } from '../result.ts';
import type { Result } from '../result.ts';
import type { Worker, WorkerFailure } from './worker.ts';

/** What `solve` returns after the worker was closed. */
export const CLOSED = {
  kind: 'ended',
  reason: 'closed',
  fault: { kind: 'closed', detail: '', lastWords: null },
} as const;

/** One search. Once `signal` is aborted it has to settle soon, with any result. */
type Search = (work: MiningWork, signal: AbortSignal) => Promise<Result<Solution, WorkerFailure>>;

/**
 * A worker made of a function that searches. Its `close` aborts the search, waits for it and then
 * for `free`.
 */
export function workerFromSearch(
  name: string,
  search: Search,
  free?: () => Promise<unknown>,
): Worker {
  const closing = new AbortController();
  let searching: Promise<unknown> = Promise.resolve();
  return {
    name,
    solve(work, signal) {
      if (closing.signal.aborted) return Promise.resolve(err(CLOSED));
      if (signal.aborted) return Promise.resolve(err({ kind: 'preempted' }));
      const either = new AbortController();
      const abort = (): void => either.abort();
      signal.addEventListener('abort', abort);
      closing.signal.addEventListener('abort', abort);
      const result = search(work, either.signal).finally(() => {
        signal.removeEventListener('abort', abort);
        closing.signal.removeEventListener('abort', abort);
      });
      searching = result.catch(() => undefined);
      return result;
    },
    async close() {
      closing.abort();
      await searching;
      await free?.();
    },
  };
}
