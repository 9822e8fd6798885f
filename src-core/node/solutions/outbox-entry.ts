/** A solved block as it is stored until a node has answered. */
import type { ChainId } from '../../chainweb/chain-graph.ts';

/** A solution as it is stored on disk. */
export interface OutboxEntry {
  /** Block hash, base64url. */
  readonly id: string;
  /** Base URL of the node that issued the work: only it knows the payload. */
  readonly node: string;
  readonly versionName: string;
  readonly chain: ChainId;
  readonly height: number;
  readonly difficulty: number;
  readonly worker: string;
  readonly foundAtMs: number;
  /** The solved work header. */
  readonly bytes: Uint8Array;
  /**
   * How long it has waited for an answer while this program ran, ms; absent for a new one. Counted by
   * a clock that cannot be set, unlike the time since `foundAtMs`.
   */
  readonly waitedMs?: number | undefined;
}

/** Where entries survive a crash. Calls return when the change is safe. */
export interface OutboxStore {
  /** Stores an entry, in place of one with the same id. */
  put(entry: OutboxEntry): void;
  remove(id: string): void;
  all(): OutboxEntry[];
}
