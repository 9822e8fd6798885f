import { targetToDifficulty } from '../../chainweb/difficulty.ts';
import type { HashRate } from '../../chainweb/difficulty.ts';
import { err, ok } from '../../result.ts';
import { systemClock, waitInSteps } from './simulated-search.ts';
import type { Clock } from './simulated-search.ts';
import { workerFromSearch } from '../worker-from-search.ts';
import type { Worker, WorkerEvent } from '../worker.ts';

interface SimulationWorkerOptions {
  readonly name: string;
  /** Hashes per second that this one worker simulates. */
  readonly hashRate: HashRate;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  readonly clock?: Clock;
}

/**
 * A worker that takes as long as hardware of a given hash rate would, and computes nothing: the
 * time to a solution is exponentially distributed with mean difficulty / hash rate, and the work
 * comes back unchanged (the simulation worker of chainweb-mining-client). Nodes that check proof
 * of work refuse it.
 */
export function createSimulationWorker(
  options: SimulationWorkerOptions,
  onEvent: (event: WorkerEvent) => void,
): Worker {
  const { name, hashRate, random = Math.random, clock = systemClock } = options;
  onEvent({ type: 'engine-chosen', worker: name, engine: 'simulated' });
  return workerFromSearch(name, async (work, signal) => {
    const meanMs = (targetToDifficulty(work.target) / hashRate) * 1000;
    // 1 - u is never 0, whose logarithm is infinite.
    const solveMs = -Math.log(1 - random()) * meanMs;
    const isSolved = await waitInSteps(solveMs, signal, clock, (elapsedMs) => {
      const hashes = (hashRate * elapsedMs) / 1000;
      onEvent({ type: 'hashes-tried', worker: name, hashes, elapsedMs });
    });
    return isSolved ? ok({ work, bytes: work.bytes }) : err({ kind: 'preempted' });
  });
}
