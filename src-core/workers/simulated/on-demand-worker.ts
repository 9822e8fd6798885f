import { err, ok } from '../../result.ts';
import type { BlockGoals } from './block-goals.ts';
import { workerFromSearch } from '../worker-from-search.ts';
import type { Worker } from '../worker.ts';

interface OnDemandWorkerOptions {
  readonly name: string;
  /** Shared by all on-demand workers and the server that takes requests. */
  readonly goals: BlockGoals;
}

/**
 * A worker that returns its work unchanged as soon as blocks are asked for, and otherwise waits
 * (the on-demand worker of chainweb-mining-client). Nodes that check proof of work refuse it.
 */
export function createOnDemandWorker({ name, goals }: OnDemandWorkerOptions): Worker {
  return workerFromSearch(
    name,
    (work, signal) =>
      new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const look = (): void => {
          clearTimeout(timer);
          const taken = goals.take(work);
          if (taken === 'now') end(true);
          else if (taken.waitMs !== null) timer = setTimeout(look, Math.ceil(taken.waitMs));
        };
        const end = (isSolved: boolean): void => {
          clearTimeout(timer);
          unlisten();
          resolve(isSolved ? ok({ work, bytes: work.bytes }) : err({ kind: 'preempted' }));
        };
        const unlisten = goals.listen(look);
        signal.addEventListener('abort', () => end(false));
        look();
      }),
  );
}
