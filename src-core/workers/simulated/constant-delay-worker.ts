import type { Logger } from '../../logging/logger.ts';
import { err, ok } from '../../result.ts';
import { systemClock, waitInSteps } from './simulated-search.ts';
import type { Clock } from './simulated-search.ts';
import { workerFromSearch } from '../worker-from-search.ts';
import type { Worker } from '../worker.ts';

interface ConstantDelayWorkerOptions {
  readonly name: string;
  /** The setting `constantDelayBlockTime`: seconds between two blocks of one of 20 chains. */
  readonly blockTimeSeconds: number;
  readonly logger: Logger;
  readonly clock?: Clock;
}

/** The number of chains that chainweb-mining-client assumes, whatever the network has. */
const ASSUMED_CHAINS = 20;

/**
 * A worker that returns its work unchanged after the same time each time (that of
 * chainweb-mining-client): a twentieth of the block time, so that one such worker gives each of
 * 20 chains a block per block time. On a network of c chains it is c/20 of that, and n workers are
 * n times as quick. Nodes that check proof of work refuse it.
 */
export function createConstantDelayWorker(options: ConstantDelayWorkerOptions): Worker {
  const { name, blockTimeSeconds, logger, clock = systemClock } = options;
  const delaySeconds = blockTimeSeconds / ASSUMED_CHAINS;
  return workerFromSearch(name, async (work, signal) => {
    logger.debug(`solve time (seconds): ${delaySeconds}`);
    const isSolved = await waitInSteps(delaySeconds * 1000, signal, clock);
    return isSolved ? ok({ work, bytes: work.bytes }) : err({ kind: 'preempted' });
  });
}
