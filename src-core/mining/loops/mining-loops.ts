/** The mining loops of one kind of worker, one per worker, from start to stop. */
import type { MinerAccount } from '../../chainweb/account.ts';
import type { SearchPlace } from '../../chainweb/search-space.ts';
import type { HandIn } from './submit-solution.ts';
import type { Logger } from '../../logging/logger.ts';
import { runMiningLoop } from './mining-loop.ts';
import type { MinerNews } from '../../state/miner-events.ts';
import type { NodePool } from '../../node/pool/node-pool.ts';
import type { Worker } from '../../workers/worker.ts';

export interface MinerOptions {
  /** `makeWorker` is called again when its worker has ended. */
  readonly loops: readonly { readonly makeWorker: () => Worker; readonly place: SearchPlace }[];
  /** Whether solutions have to meet their target. */
  readonly provesWork: boolean;
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
  const loops = options.loops.map(({ makeWorker, place }) => {
    const logger = options.logger.withTag(`Thread ${place.number}`);
    return runMiningLoop({ ...options, makeWorker, place, logger }, stopping.signal);
  });
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
