/** All mining loops, one per worker, from start to stop. */
import type { MinerAccount } from '../chainweb/account.ts';
import type { HandIn } from './submit-solution.ts';
import type { Logger } from '../logging/logger.ts';
import { runMiningLoop } from './mining-loop.ts';
import type { MinerNews } from '../state/miner-events.ts';
import type { NodePool } from '../node/pool/node-pool.ts';
import type { Worker } from '../workers/worker.ts';

export interface MinerOptions {
  /** One maker per mining loop; it is called again when its worker has ended. */
  readonly makeWorkers: readonly (() => Worker)[];
  readonly pool: NodePool;
  readonly handIn: HandIn;
  readonly account: MinerAccount;
  readonly logger: Logger;
  readonly onEvent: (event: MinerNews) => void;
}

export interface Miner {
  /** Ends all searches and workers; rejects afterwards if a loop broke down. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when the last loop has ended; rejects as soon as one breaks on a bug. */
  readonly ended: Promise<void>;
}

/** Starts all loops at once. */
export function startMiner(options: MinerOptions): Miner {
  const stopping = new AbortController();
  const loops = options.makeWorkers.map((makeWorker, index) =>
    runMiningLoop(
      { ...options, makeWorker, logger: options.logger.withTag(`Thread ${index}`) },
      stopping.signal,
    ),
  );
  const allEnded = Promise.allSettled(loops);
  const ended = Promise.all(loops).then(() => undefined);
  return {
    ended,
    async stop() {
      stopping.abort();
      await allEnded;
      await ended;
    },
  };
}
