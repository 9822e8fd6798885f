/** Pointing a machine at this program: the plan that is shown first, and how far the work on it has come. */
import type { AccessRefusal } from '../stratum/stratum-events.ts';
import type { DeviceError } from './device-error.ts';

/** A pool without its password: what a plan shows. */
export interface ShownPool {
  readonly url: string;
  readonly user: string;
}

/** What would be written to one machine. Nothing was written yet. */
export interface SetupPlan {
  /** Of the device. */
  readonly id: string;
  /** Null when they could not be read without a password: they are then kept too. */
  readonly poolsNow: readonly ShownPool[] | null;
  /** Those that would stay behind ours where others are kept: as many as it has room for. Null likewise. */
  readonly fallbacks: readonly ShownPool[] | null;
  /** Our own pool, for the interface of this computer that reaches the machine. */
  readonly url: string;
  /** Proposed worker name, unique among all machines; may be edited. */
  readonly worker: string;
  /** Why it cannot be configured from here; null when it can. */
  readonly obstacle: SetupObstacle | null;
  /** Why it would not reach our pool now, also where it is entered by hand; null where it would. */
  readonly noWay: Extract<SetupObstacle, 'no-server' | 'not-listening-there'> | null;
}

export type SetupObstacle =
  /** Its family can only be configured by hand. */
  | 'by-hand'
  /** The Stratum server does not run: mining has to be started with machines first. */
  | 'no-server'
  /** The Stratum server does not listen on the interface that reaches it. */
  | 'not-listening-there'
  /** This machine is being configured already. */
  | 'busy';

/** What the user decided for one machine. */
export interface SetupOrder {
  readonly id: string;
  readonly worker: string;
  /** Whether the other pools stay as fallback behind ours. */
  readonly keepsOthers: boolean;
}

/** In this order; a step that a model does not need is left out. */
export const SETUP_STEPS = [
  'reading-pools',
  'writing-pools',
  'restarting',
  'reading-back',
  'waiting-for-machine',
  'waiting-for-share',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** The work on one machine. `put-back` restores the pools from before and does not wait for a share. */
export interface DeviceSetup {
  readonly kind: 'configure' | 'put-back';
  readonly worker: string | null;
  readonly startedAtMs: number;
  /**
   * The step that is being done, or that failed. Work that is done may have ended with
   * `waiting-for-machine`: where shares are so hard that the first one takes hours, it is not waited for. Seen from another program,
   * where nothing says how hard they are, `waiting-for-share` may end without one.
   */
  readonly step: SetupStep;
  readonly state: 'running' | 'done' | 'failed';
  /** Why it failed; null otherwise. */
  readonly fault: SetupFault | null;
  /** The pools from before, or that there was none, are known and can be put back. */
  readonly canPutBack: boolean;
}

export type SetupFault =
  | { readonly kind: 'device'; readonly error: DeviceError }
  /** Its pools are right, but it did not connect to the Stratum server. */
  | { readonly kind: 'did-not-connect'; readonly waitedMs: number }
  /** Its pools are right, but it mines for one of the others (`url`). */
  | { readonly kind: 'on-failover'; readonly url: string; readonly waitedMs: number }
  /** It connected, but may not mine by the rules of the Stratum server. */
  | { readonly kind: 'not-admitted'; readonly refusal: AccessRefusal }
  /** It is connected, but none of its shares was accepted. */
  | { readonly kind: 'no-share'; readonly waitedMs: number }
  /** Another machine mines under that name, or is being given it. Nothing was written. */
  | { readonly kind: 'name-taken'; readonly worker: string }
  /** The Stratum server cannot be reached from the machine any more. Nothing was written. */
  | { readonly kind: 'no-way'; readonly obstacle: 'no-server' | 'not-listening-there' }
  /** The Stratum server has stopped in between. */
  | { readonly kind: 'server-stopped' }
  /** It had no pool before, and does not take an empty list: it refuses it, or has a pool after it. */
  | { readonly kind: 'keeps-a-pool'; readonly error: DeviceError }
  /** The pools from before could not be stored, so nothing was written. */
  | { readonly kind: 'not-saved'; readonly detail: string };
