/** What a practice network is started with. */
import type { MinerAccount } from '../../chainweb/account.ts';
import type { GraphName } from '../../chainweb/chain-graph.ts';
import type { PracticeNews } from '../mining/solution-intake.ts';

export interface PracticeOptions {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** `twenty` unless told otherwise. */
  readonly graph?: GraphName;
  /**
   * µs between two blocks of one chain. Null or missing: 3 s for the whole network, which is 60 s
   * per chain on `twenty`. It may change from start to start: the next adjustment follows it.
   */
  readonly blockDelayMicros?: number | null;
  /** Expected hashes per block until the first adjustment, at height 12. Only for new chains. */
  readonly firstDifficulty?: number;
  /** Who may mine: any well-formed `k:` account unless there is a list. */
  readonly accounts?: 'any' | readonly MinerAccount[];
  /** The file that keeps the chains; null or missing keeps them in memory. */
  readonly dataFile?: string | null;
  /** Told when the data file was damaged: where it is kept, while new chains begin. */
  readonly onSetAside?: (keptAs: string) => void;
  /** Discards what the data file holds, also when it is of another graph. */
  readonly reset?: boolean;
  /** False takes blocks without proof of work, as the node's `--disable-pow` does. */
  readonly checkPow?: boolean;
  /** The node's clock, µs since the Unix epoch. */
  readonly nowMicros?: () => number;
  /** Uniform in [0, 1); chooses chains and spreads the closing of streams. */
  readonly random?: () => number;
  /** Update streams are closed after this time, give or take a tenth; 240 s. */
  readonly streamTimeoutMs?: number;
  /** Update streams, one fewer than which are served; 2000. */
  readonly streamLimit?: number;
  /** Payloads of work may be this old; 5 min. */
  readonly payloadExpiryMs?: number;
  /** Payloads that may be out before requests for work are refused; 1200. */
  readonly payloadLimit?: number;
  /**
   * Renews the payloads of all chains every so often, so that clients see `Refreshed Block`. A
   * node does it when transactions came in; here are none, so it is off unless asked for.
   */
  readonly payloadRefreshMs?: number | null;
  /** Hears what happens on the chains, each time before the miner gets its answer. */
  readonly onNews?: (news: PracticeNews) => void;
}
