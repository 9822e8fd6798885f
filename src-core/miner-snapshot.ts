/** What a screen sees of the miner: plain data, made by miner-state.ts and by nothing else. */
import type { BlockSeen, ChainTip, NetworkInfo } from './node/node-events.ts';
import type { NodeError } from './node/node-errors.ts';

/**
 * - `waiting`: started, but nothing can be mined just now; `problems` says why.
 */
export type MiningPhase = 'stopped' | 'starting' | 'mining' | 'waiting' | 'stopping';

/** Something that is wrong now. It leaves the list when its cause is gone. */
export type Problem =
  | {
      readonly kind: 'node';
      /** Base URL of the node. */
      readonly node: string;
      readonly error: NodeError;
      readonly sinceMs: number;
    }
  | {
      readonly kind: 'worker';
      readonly worker: string;
      readonly reason: string;
      readonly sinceMs: number;
    };

export interface WorkerSnapshot {
  readonly name: string;
  /** How it computes, e.g. `WebAssembly SIMD`; null until it has told. */
  readonly engine: string | null;
  /** Over the last 10 s. */
  readonly hashesPerSecond: number;
  /** What it searches now; null while it waits for work. */
  readonly work: { readonly chain: number; readonly height: number } | null;
}

/**
 * - `pending`: found, the node has not answered yet (it is being sent, again if need be)
 * - `accepted`: the node took it
 * - `uncertain`: the node may have taken it; the chain is being asked
 * - `confirmed` / `orphaned`: settled on the chain
 * - `refused`: the node refused it, `reason` says why
 */
export type OwnBlockState =
  'pending' | 'accepted' | 'uncertain' | 'confirmed' | 'orphaned' | 'refused';

/** A block this miner found. */
export interface OwnBlock {
  /** Its hash, base64url. */
  readonly id: string;
  readonly versionName: string;
  readonly chain: number;
  readonly height: number;
  readonly foundAtMs: number;
  readonly state: OwnBlockState;
  /** Why it is refused or still pending; null otherwise. */
  readonly reason: string | null;
  /** Expected hashes for it. */
  readonly difficulty: number;
  /** Hashes spent since the block before, divided by the difficulty: 1 is average luck. */
  readonly effort: number | null;
  readonly worker: string;
}

/** One point of the charts. */
export interface ChartSample {
  readonly atMs: number;
  readonly hashesPerSecond: number;
  /** Difficulty of the work at that time; null while there was none. */
  readonly difficulty: number | null;
}

export interface MinerSnapshot {
  /** When it was made, ms since the Unix epoch. */
  readonly atMs: number;
  readonly phase: MiningPhase;
  readonly startedAtMs: number | null;
  /** The node in use and how long it took to answer last; null before one was chosen. */
  readonly node: { readonly url: string; readonly latencyMs: number | null } | null;
  readonly network: NetworkInfo | null;
  /** Newest block of each chain, ascending by chain; empty until known. */
  readonly tips: readonly ChainTip[];
  /** Blocks that joined the network lately, oldest first, at most 400: what the braid draws. */
  readonly recentBlocks: readonly BlockSeen[];
  /** When the cut last moved; the network stands still when that is long ago. */
  readonly cutMovedAtMs: number | null;
  readonly problems: readonly Problem[];
  readonly workers: readonly WorkerSnapshot[];
  /** All workers together over the last 10 s and the last minute. */
  readonly hashesPerSecond: number;
  readonly hashesPerSecondMinute: number;
  /** Mean expected hashes per block of the work now in hand; null without work. */
  readonly difficulty: number | null;
  /** difficulty / hash rate, in seconds; null while either is unknown or zero. */
  readonly expectedSecondsToBlock: number | null;
  /** Hashes spent since the last own block, divided by the difficulty. */
  readonly effort: number | null;
  /** Own blocks, newest first, at most 200 (history keeps all). */
  readonly blocks: readonly OwnBlock[];
  /** Counts since the program's history began, by state. */
  readonly blockCounts: Readonly<Record<OwnBlockState, number>>;
}
