/** What a screen sees of the miner: plain data, made by snapshot.ts and by nothing else. */
import type { WorkerKind } from '../config/workers-of.ts';
import type { ForkState } from '../chainweb/fork-state.ts';
import type { DeviceSearch } from '../devices/device-events.ts';
import type { HistoryFault, HistoryPart } from '../storage/storage-events.ts';
import type { BlockSeen, ChainTip, NetworkInfo } from '../node/node-events.ts';
import type { Rest } from '../rests/rest-events.ts';
import type { NodeError } from '../node/node-errors.ts';
import type {
  AccessRefusal,
  DifficultyNotice,
  HashRateEstimates,
  LeaveReason,
  MachineStage,
  RateEstimate,
  ShareCounts,
  ShareRefusal,
} from '../stratum/stratum-events.ts';
import type { DeviceProblem, DeviceSnapshot } from './device-types.ts';
import type { GroupProblem, GroupSnapshot, WorkerProblem } from './group-types.ts';

export type { BoardSample, DeviceProblem, DeviceSample, DeviceSnapshot } from './device-types.ts';
export type { GroupProblem, GroupSnapshot, GroupState, WorkerProblem } from './group-types.ts';

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
  /** No update stream reports new blocks of this chain at the moment; the cut is still polled. */
  | {
      readonly kind: 'stream';
      readonly chain: number;
      readonly error: NodeError;
      readonly sinceMs: number;
    }
  /** A fallback is mined on, and the network of the first node is not known yet. */
  | {
      readonly kind: 'network';
      readonly node: string;
      readonly first: string;
      readonly versionName: string;
      readonly sinceMs: number;
    }
  /** No node has had work for that time: machines were disconnected, and none is accepted. */
  | {
      readonly kind: 'stood-down';
      readonly withoutNodeMs: number;
      readonly sinceMs: number;
    }
  /** New connections are dropped: this program may not open more. Null when the limit is not known. */
  | { readonly kind: 'open-files'; readonly limit: number | null; readonly sinceMs: number }
  | WorkerProblem
  | GroupProblem
  | SharesProblem
  | DeviceProblem
  | HistoryProblem;

/** Every share of some machines is refused: they work for nothing. */
interface SharesProblem {
  readonly kind: 'shares';
  readonly machines: number;
  /** The first few of them. */
  readonly names: readonly string[];
  /** The most common refusal. */
  readonly refusal: ShareRefusal;
  readonly sinceMs: number;
}

/** Something happened to a file of the history. Mining is not affected. */
interface HistoryProblem {
  readonly kind: 'history';
  readonly part: HistoryPart;
  readonly fault: HistoryFault;
  readonly sinceMs: number;
}

export interface WorkerSnapshot {
  readonly name: string;
  readonly kind: WorkerKind;
  /** How it computes, e.g. `WebAssembly SIMD`; null until it has reported it. */
  readonly engine: string | null;
  /** Over the last 10 s. */
  readonly hashesPerSecond: number;
  /** Whether an external program itself reports that rate. */
  readonly isRateReported: boolean;
  /** Since when an external program has no answer; null while that is usual. */
  readonly silentSinceMs: number | null;
  /** What it searches now; null while it waits for work. */
  readonly work: { readonly chain: number; readonly height: number } | null;
}

/**
 * - `pending`: found, the node has not answered yet (it is being sent, again if need be)
 * - `accepted`: the node took it
 * - `uncertain`: the node may have taken it; the chain is being asked
 * - `confirmed` / `orphaned`: settled on the chain
 * - `superseded`: another own block has its place
 * - `refused`: the node refused it, `reason` says why
 */
export type OwnBlockState =
  'pending' | 'accepted' | 'uncertain' | 'confirmed' | 'orphaned' | 'superseded' | 'refused';

/** Own blocks in a snapshot; the history keeps all. */
export const SHOWN_OWN_BLOCKS = 200;

/** How many blocks are in each state where there are none yet. */
export const NO_BLOCKS: Readonly<Record<OwnBlockState, number>> = {
  pending: 0,
  accepted: 0,
  uncertain: 0,
  confirmed: 0,
  orphaned: 0,
  superseded: 0,
  refused: 0,
};

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
  /** Who found it: a rig by its name, or one of this computer's own workers. */
  readonly worker: string;
  /** Of its header; null for blocks from before it was recorded. */
  readonly forkState: ForkState | null;
  /** Coins that its coinbase pays, without fees; null until the node has said so. */
  readonly reward: number | null;
  /** Its difficulty over the hash rate at the time; null where that was not known. */
  readonly expectedSeconds: number | null;
}

/** One point of the charts. */
export interface ChartSample {
  readonly atMs: number;
  /** Null while nothing is known of the rates of what mines. */
  readonly hashesPerSecond: number | null;
  /** Difficulty of the work at that time; null while there was none. */
  readonly difficulty: number | null;
}

/** A machine at the Stratum server. */
export interface MachineSnapshot {
  /** Stays the same when the rig reconnects from the same address. */
  readonly key: string;
  readonly session: number;
  /** Connected, or gone for such a short time that it may just be reconnecting. */
  readonly isOnline: boolean;
  readonly stage: MachineStage;
  readonly address: string;
  readonly agent: string | null;
  readonly user: string | null;
  readonly rig: string | null;
  /** Why it may not mine; null unless that is so. */
  readonly refusal: AccessRefusal | null;
  /** What part of its request for a difficulty is not followed; null where all of it is. */
  readonly difficultyNotice: DifficultyNotice | null;
  readonly hashRate: HashRateEstimates;
  /** log2 of the expected hashes of a share; null before the first job. */
  readonly level: number | null;
  readonly difficulty: number | null;
  /** Of this connection and the rig's earlier ones: the counts continue when it reconnects. */
  readonly shares: ShareCounts;
  /** The last share that was refused, and why. */
  readonly lastRefusal: { readonly refusal: ShareRefusal; readonly atMs: number } | null;
  /** Every share for a while was refused: it works for nothing. */
  readonly isAllRefused: boolean;
  /** Part of its latest shares that was refused, from 0 to 1; 0 before it has sent 25. */
  readonly refusedLately: number;
  readonly lastShareAtMs: number | null;
  readonly connectedAtMs: number;
  /** When it got its first job; null before. */
  readonly workSinceMs: number | null;
  /** Since when its job is outdated, as no node has work; null while it is up to date. */
  readonly outdatedSinceMs: number | null;
  /** When it left and why; null while it is connected. */
  readonly leftAtMs: number | null;
  readonly leftReason: LeaveReason | null;
}

export interface StratumSnapshot {
  /** Where the server listens; null when it no longer does. */
  readonly listening: { readonly host: string; readonly port: number } | null;
  /** All machines together, by window. */
  readonly total: HashRateEstimates;
  /** All machines together: the sum of the best estimate of each that is online. */
  readonly rate: RateEstimate;
  /**
   * Since when no node has had work, while machines continue with the jobs they have: blocks that they
   * find may come too late. Null while work is up to date, or where there never was any.
   */
  readonly outdatedSinceMs: number | null;
  /** Machines that have subscribed, listed or not; one that may just be reconnecting counts. */
  readonly online: number;
  /** Connections beyond those in `machines`. */
  readonly notShown: number;
  /** In order of their first connection. */
  readonly machines: readonly MachineSnapshot[];
  /** Machines that wait for the user's approval. */
  readonly asking: readonly {
    readonly question: number;
    readonly rig: string;
    readonly address: string;
    readonly agent: string | null;
    readonly sinceMs: number;
  }[];
}

/** One point of a machine's chart. */
export interface MachineSample {
  readonly atMs: number;
  /** Null before it is estimated from its first shares. */
  readonly hashesPerSecond: number | null;
  readonly level: number | null;
}

export interface MinerSnapshot {
  /** When it was made, ms since the Unix epoch. */
  readonly atMs: number;
  readonly phase: MiningPhase;
  /**
   * Why mining, which was started, or some kinds of workers rest: the oldest reason first. Empty where
   * none rests. All rest while `phase` is `stopped`.
   */
  readonly rests: readonly Rest[];
  readonly startedAtMs: number | null;
  /** The node in use and how long it took to answer last; null before one was chosen. */
  readonly node: { readonly url: string; readonly latencyMs: number | null } | null;
  readonly network: NetworkInfo | null;
  /** Newest block of each chain, ascending by chain; empty until known. */
  readonly tips: readonly ChainTip[];
  /** Blocks that joined the network lately, oldest first, at most 400: what the braid draws. */
  readonly recentBlocks: readonly BlockSeen[];
  /**
   * When the cut last moved, or later, when the computer woke up or its clock was set; the network stands still
   * when that is long before `atMs`.
   */
  readonly cutMovedAtMs: number | null;
  /** Of the newest work: what the node votes for, and how many do; null before any work. */
  readonly forkState: ForkState | null;
  readonly problems: readonly Problem[];
  /** The kinds of workers that are set, in their order; none while mining is stopped. */
  readonly groups: readonly GroupSnapshot[];
  readonly workers: readonly WorkerSnapshot[];
  /** The Stratum server and its machines; null until it has listened. */
  readonly stratum: StratumSnapshot | null;
  /** Machines known by their own interface, in the order they were found. Also while not mining. */
  readonly devices: readonly DeviceSnapshot[];
  /** The search for machines that runs, or how the last one ended; null before the first. */
  readonly deviceSearch: DeviceSearch | null;
  /**
   * All workers together over the last 10 s and the last minute. Of machines both are the sum of their own rates,
   * each estimated from as many of its shares as say most.
   */
  readonly hashesPerSecond: number;
  readonly hashesPerSecondMinute: number;
  /** False while nothing is known of the rates of what mines, nor how fast it will be that starts. */
  readonly isRateKnown: boolean;
  /** Mean expected hashes per block of the work now in hand; null without work. */
  readonly difficulty: number | null;
  /** difficulty / hash rate, in seconds; null while either is unknown or zero. */
  readonly expectedSecondsToBlock: number | null;
  /** Hashes spent since the last own block of this network, divided by the difficulty. */
  readonly effort: number | null;
  /** Own blocks, newest first, at most SHOWN_OWN_BLOCKS. */
  readonly blocks: readonly OwnBlock[];
  /** Counts since the program's history began, by state, of all networks together. */
  readonly blockCounts: Readonly<Record<OwnBlockState, number>>;
  /** The same for each network with own blocks. */
  readonly blockNetworks: readonly {
    readonly versionName: string;
    readonly counts: Readonly<Record<OwnBlockState, number>>;
  }[];
}
