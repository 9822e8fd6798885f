/** The events of this room, and the types that they carry. */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { ForkState } from '../chainweb/fork-state.ts';
import type { NodeError } from './node-errors.ts';

/** A network as its node describes it (`GET /info`). */
export interface NetworkInfo {
  /** The network's name, e.g. `mainnet01`. */
  readonly versionName: string;
  /** The version of the node program; null where the node does not report it. */
  readonly nodeVersion: string | null;
  /** Chains of the current graph, ascending, each with its neighbours. */
  readonly graph: readonly { readonly chain: ChainId; readonly adjacent: readonly ChainId[] }[];
  /** Intended time between two blocks of one chain, µs; null where the node does not report it. */
  readonly blockDelayMicros: number | null;
}

/** The newest block of one chain. */
export interface ChainTip {
  readonly chain: ChainId;
  readonly height: number;
  /** base64url, 43 characters. */
  readonly hash: string;
}

/** A block that joined the network's cut, as drawn in the braid. */
export interface BlockSeen extends ChainTip {
  /** Creation time, ms since the Unix epoch. */
  readonly createdAtMs: number;
}

/** Events about nodes. `node` is a node's base URL. */
export type NodeEvent =
  | {
      readonly type: 'node-chosen';
      readonly node: string;
      readonly network: NetworkInfo;
    }
  | {
      readonly type: 'node-answered';
      readonly node: string;
      readonly latencyMs: number;
      /** Base URLs of the nodes that come before this one in the configuration. */
      readonly preferred: readonly string[];
    }
  | { readonly type: 'node-failed'; readonly node: string; readonly error: NodeError }
  /**
   * A fallback is mined on although the first node has not answered since the start, so it is not
   * known whether both are on the same network. `isKnown`: now it is.
   */
  | {
      readonly type: 'network-doubted';
      readonly node: string;
      readonly first: string;
      readonly versionName: string;
      readonly isKnown: boolean;
    }
  | { readonly type: 'cut-seen'; readonly tips: readonly ChainTip[] }
  | { readonly type: 'blocks-seen'; readonly blocks: readonly BlockSeen[] }
  | { readonly type: 'stream-opened'; readonly chain: ChainId }
  | {
      readonly type: 'stream-closed';
      readonly chain: ChainId;
      readonly error: NodeError | null;
    };

/** What happens to a solution after it was found. `id` is the block's hash, base64url. */
export type SolutionEvent =
  | {
      readonly type: 'solution-found';
      readonly id: string;
      readonly chain: ChainId;
      readonly height: number;
      readonly difficulty: number;
      /** Name of the worker that found it. */
      readonly worker: string;
      /** The machine that found it, where the worker has several. */
      readonly finder?: string | undefined;
      readonly versionName: string;
      /** Of its header; missing where that is not known. */
      readonly forkState?: ForkState | undefined;
    }
  /** The node could not be reached or gave no final answer; the solution is sent again. */
  | {
      readonly type: 'solution-retried';
      readonly id: string;
      readonly error: NodeError;
      readonly attempt: number;
    }
  /** The node answered 200. */
  | { readonly type: 'solution-accepted'; readonly id: string }
  /** The node may have accepted an earlier attempt (404 after an ambiguous failure): looked up next. */
  | { readonly type: 'solution-uncertain'; readonly id: string; readonly error: NodeError }
  /** Another own block has its place: a node accepted one on the same parent. */
  | { readonly type: 'solution-superseded'; readonly id: string }
  /** The node refused it for good. */
  | { readonly type: 'solution-refused'; readonly id: string; readonly error: NodeError }
  /** The block is on the chain, deep enough that every chain builds on it. */
  | { readonly type: 'block-confirmed'; readonly id: string }
  /** The coins that a confirmed block's coinbase pays, without fees. */
  | { readonly type: 'block-rewarded'; readonly id: string; readonly reward: number }
  /** Another block took its place. */
  | { readonly type: 'block-orphaned'; readonly id: string };
