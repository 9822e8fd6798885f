/**
 * Events of the Stratum server: all that a screen needs. Each machine's connection is a session with
 * a number of its own; times are ages in ms, so that the receiver's clock is the only one.
 */
import type { DifficultyNotice } from './difficulty-notice.ts';
import type { HashRateEstimates } from './rate-estimates.ts';
import type { AccessRefusal, ConnectionRefusal, LeaveReason, ShareRefusal } from './refusals.ts';

// What a screen needs of the server's types comes through this file.
export type { DifficultyNotice } from './difficulty-notice.ts';
export type { HashRateEstimates, RateEstimate } from './rate-estimates.ts';
export type { AccessRefusal, LeaveReason, ShareRefusal } from './refusals.ts';

/** Shares after which a machine has a hash rate worth the name. */
export const MINING_SHARES = 3;

/**
 * How far a machine has come:
 * connected → subscribed → authorized → job-sent → first-share → mining (three shares: it has a
 * hash rate). A machine that never authorizes, where that is not asked for, leaves a stage out.
 */
export const MACHINE_STAGES = [
  'connected',
  'subscribed',
  'authorized',
  'job-sent',
  'first-share',
  'mining',
] as const;

export type MachineStage = (typeof MACHINE_STAGES)[number];

/** What a machine says of itself and what it was given. */
export interface MachineDescription {
  /** Counts up from 1 within the life of a server. */
  readonly session: number;
  readonly address: string;
  readonly port: number;
  readonly stage: MachineStage;
  /** Software, e.g. `kdaminer/1.0.0`; null until it subscribed, or not reported. */
  readonly agent: string | null;
  /** As it authorized, or as its shares say; null until known. */
  readonly user: string | null;
  /** The rig in `user`, see rig-name.ts. */
  readonly rig: string | null;
  readonly isAuthorized: boolean;
  /** Why it may not mine; null unless its last authorize was refused. */
  readonly refusal: AccessRefusal | null;
  /** What of its last request for a difficulty is not followed; null where all is. */
  readonly difficultyNotice: DifficultyNotice | null;
  /** The lower 16 bits of its nonces; null until it subscribed. */
  readonly nonce1: number | null;
}

export interface ShareCounts {
  /** Blocks included. */
  readonly accepted: number;
  readonly blocks: number;
  readonly stale: number;
  readonly duplicate: number;
  readonly low: number;
  /** Malformed, unknown to the protocol or not authorized. */
  readonly invalid: number;
}

/** None of any kind. */
export const NO_SHARES: ShareCounts = {
  accepted: 0,
  blocks: 0,
  stale: 0,
  duplicate: 0,
  low: 0,
  invalid: 0,
};

export interface MachineMeasurement {
  readonly session: number;
  readonly rig: string | null;
  readonly shares: ShareCounts;
  /** Why a share was refused last; null if none was. */
  readonly lastRefusal: ShareRefusal | null;
  readonly lastRefusalAgeMs: number | null;
  /** Every share for a while was refused. */
  readonly isAllRefused: boolean;
  /** Part of its latest shares that was refused, from 0 to 1; 0 before it has sent 25. */
  readonly refusedLately: number;
  readonly lastShareAgeMs: number | null;
  readonly hashRate: HashRateEstimates;
  /** log2 of the expected hashes of a share, as last sent; null before the first job. */
  readonly level: number | null;
  readonly difficulty: number | null;
  readonly uptimeMs: number;
}

export type StratumEvent =
  | { readonly type: 'stratum-listening'; readonly host: string; readonly port: number }
  | { readonly type: 'stratum-closed' }
  /** No node has had work for that time: machines are disconnected, and none is accepted. */
  | { readonly type: 'stratum-stood-down'; readonly withoutNodeMs: number }
  /** Machines are accepted again. */
  | { readonly type: 'stratum-resumed' }
  /** A new session, a stage passed, or anything else of the description that is new. */
  | { readonly type: 'machine-changed'; readonly machine: MachineDescription }
  /** About once a second while something moves, every 10 s otherwise. */
  | { readonly type: 'machine-measured'; readonly measurement: MachineMeasurement }
  /** The level a session's next jobs are sent with. */
  | {
      readonly type: 'machine-level-changed';
      readonly session: number;
      readonly level: number;
      readonly difficulty: number;
    }
  | {
      readonly type: 'machine-found-block';
      readonly session: number;
      readonly rig: string | null;
      readonly chain: number;
      readonly height: number;
      /** The job had been superseded: the node decides. */
      readonly isLate: boolean;
    }
  /**
   * A share, or a solution of another worker, that may be the best of its machine: at least it is the best of this
   * connection.
   */
  | {
      readonly type: 'good-share';
      readonly machine: string;
      readonly versionName: string;
      /** Hashes it takes on average to find one as low, and those that a block of its work takes. */
      readonly difficulty: number;
      readonly blockDifficulty: number;
    }
  | {
      readonly type: 'machine-left';
      readonly session: number;
      readonly reason: LeaveReason;
      readonly measurement: MachineMeasurement;
    }
  /** All sessions of one rig together, kept while it reconnects; `rig` falls back to the address. */
  | {
      readonly type: 'rig-measured';
      readonly rig: string;
      readonly sessions: number;
      readonly hashRate: HashRateEstimates;
    }
  /** Every session together, once a second. */
  | {
      readonly type: 'stratum-measured';
      /** Machines that have subscribed. */
      readonly sessions: number;
      readonly hashRate: HashRateEstimates;
    }
  /** Machines of which every share is refused, when that changes; none any more with 0. */
  | {
      readonly type: 'shares-refused';
      readonly machines: number;
      /** The first few of them. */
      readonly names: readonly string[];
      /** The most common refusal; null with 0 machines. */
      readonly refusal: ShareRefusal | null;
      /** How long it has been so. */
      readonly ageMs: number;
    }
  /** A connection that did not become a session, reported at most once in ten seconds per cause. */
  | {
      readonly type: 'connection-refused';
      readonly address: string;
      readonly refusal: ConnectionRefusal;
      /** Further peers refused for the same cause since the last report. */
      readonly alsoRefused: number;
    };

/** Machines that wait for the user's answer. */
export type ApprovalEvent =
  | {
      readonly type: 'machine-asks';
      /** To be given back with the answer. */
      readonly question: number;
      readonly rig: string;
      readonly address: string;
      readonly agent: string | null;
    }
  | { readonly type: 'machine-answered'; readonly question: number };
