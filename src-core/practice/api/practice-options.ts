/** The options of a practice node, with their defaults. */
import type { GraphName } from '../../chainweb/chain-graph.ts';
import type { MinerRecord } from '../mining/miner-record.ts';
import type { HistoryEvent } from '../../storage/storage-events.ts';
import type { PracticeNews } from '../mining/solution-intake.ts';

export interface PracticeOptions {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** `twenty` by default. */
  readonly graph?: GraphName;
  /**
   * µs between two blocks of one chain. By default one block of the whole network every 3 s, which
   * is 60 s per chain on `twenty`. It may change from start to start: the next adjustment follows
   * it.
   */
  readonly blockDelayMicros?: number | null;
  /** Expected hashes per block until the first adjustment, at height 12. Only for new chains. */
  readonly firstDifficulty?: number;
  /** Who may mine; by default any account of well-formed keys. */
  readonly accounts?: 'any' | readonly MinerRecord[];
  /** The file that stores the chains; by default they are kept in memory. */
  readonly dataFile?: string | null;
  /** Called when the data file is damaged, lost or cannot be written, and when it can again. */
  readonly onDataFile?: (event: HistoryEvent) => void;
  /** Discards the contents of the data file, even those of another graph. */
  readonly reset?: boolean;
  /** The coins that the coinbase of each block pays, as on a real network; 0, none. */
  readonly reward?: number;
  /** False accepts blocks without proof of work, as the node's `--disable-pow` does. */
  readonly checkPow?: boolean;
  /** The node's clock, µs since the Unix epoch. */
  readonly nowMicros?: () => number;
  /** Uniform in [0, 1); chooses chains and spreads the closing of streams. */
  readonly random?: () => number;
  /** Update streams are closed after this time, ms, plus or minus a tenth; 240 s. */
  readonly streamTimeoutMs?: number;
  /** One more than the update streams that are served, and the streams of blocks; 2000. */
  readonly streamLimit?: number;
  /** How long a payload of work stays valid, ms; 5 min. */
  readonly payloadExpiryMs?: number;
  /** Issued payloads beyond which requests for work are refused; 1200. */
  readonly payloadLimit?: number;
  /**
   * Interval in ms at which the payloads of all chains are renewed, so that clients see `Refreshed
   * Block`. A node does so when transactions come in; there are none here, so it is off by default.
   */
  readonly payloadRefreshMs?: number | null;
  /** Called with what happens on the chains, each time before the miner gets its answer. */
  readonly onNews?: (news: PracticeNews) => void;
}
