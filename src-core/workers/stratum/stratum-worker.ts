import type { Solution } from '../../chainweb/mining-work.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { JobLane, StratumServer } from '../../stratum/connection/stratum-server.ts';
import { CLOSED } from '../worker-from-search.ts';
import type { Worker, WorkerFailure } from '../worker.ts';

interface StratumWorkerOptions {
  readonly name: string;
  /** Shared by all mining threads. Its owner closes it. */
  readonly server: StratumServer;
  /** This thread's own number. */
  readonly lane: number;
  /**
   * Takes each solution the moment it comes, before the machine is answered or anything else is
   * done: also those that no search waits for any more: of work that was replaced (a refreshed
   * block has the same parent, so the older one is as good) or a second one of the same work.
   */
  readonly onSolution: (solution: Solution) => void;
}

/** A worker whose work is done by the machines connected to a Stratum server. */
export function createStratumWorker(options: StratumWorkerOptions): Worker {
  const { name, server, lane, onSolution } = options;
  let jobLane: JobLane | null = null;
  let endSearch: ((result: Result<Solution, WorkerFailure>) => void) | null = null;
  let isClosed = false;

  void server.closed.then(() => {
    isClosed = true;
    endSearch?.(err(CLOSED));
  });

  return {
    name,
    solve(work, signal): Promise<Result<Solution, WorkerFailure>> {
      if (isClosed) return Promise.resolve(err(CLOSED));
      if (signal.aborted) return Promise.resolve(err({ kind: 'preempted' }));
      return new Promise((resolve) => {
        let isOver = false;
        const end = (result: Result<Solution, WorkerFailure>): void => {
          if (isOver) return;
          isOver = true;
          endSearch = null;
          signal.removeEventListener('abort', onAbort);
          // Machines continue with their jobs until new work replaces them.
          jobLane?.rest();
          resolve(result);
        };
        const onAbort = (): void => end(err({ kind: 'preempted' }));
        signal.addEventListener('abort', onAbort);
        endSearch = end;
        jobLane = server.offer(work, lane, (solution) => {
          onSolution(solution);
          end(ok(solution));
        });
      });
    },
    close(): Promise<void> {
      isClosed = true;
      endSearch?.(err(CLOSED));
      jobLane?.withdraw();
      return Promise.resolve();
    },
  };
}
