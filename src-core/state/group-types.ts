/** What a screen sees of each kind of worker: plain data, a part of snapshot-types.ts. */
import type { WorkerKind } from '../config/workers-of.ts';
import type { GroupError } from '../workers/fleet.ts';
import type { WorkerFault } from '../workers/worker.ts';

/** A kind of worker does not mine, and is tried again from time to time. Others are not affected. */
export interface GroupProblem {
  readonly kind: 'group';
  readonly workers: WorkerKind;
  readonly error: GroupError;
  readonly sinceMs: number;
}

/** A worker fails, perhaps repeatedly: each time it is tried again after a pause. */
export interface WorkerProblem {
  readonly kind: 'worker';
  readonly worker: string;
  readonly fault: WorkerFault;
  /** How often it failed without a solution in between; 0 for what ends no search. */
  readonly times: number;
  readonly sinceMs: number;
  readonly lastMs: number;
  /** When the next search begins after a failure; null for what ends no search. */
  readonly retryAtMs: number | null;
}

/**
 * - `waiting`: nothing of it can be mined just now; `problems` says why
 * - `paused`: by the user
 * - `resting`: by itself; `rests` says why
 * - `failed`: `error` says why it cannot be opened, or `failure` what its workers do, all of them
 */
export type GroupState = 'opening' | 'mining' | 'waiting' | 'paused' | 'resting' | 'failed';

/** A kind of worker, and what it does now. */
export interface GroupSnapshot {
  readonly kind: WorkerKind;
  readonly state: GroupState;
  /** Why it cannot be opened; null unless that has failed. */
  readonly error: GroupError | null;
  /** The latest failure where all its workers fail; null where one does not. */
  readonly failure: WorkerProblem | null;
  /** When it is tried again, or was while it still counts as failed; null unless it has failed. */
  readonly retryAtMs: number | null;
  /** Over the last 10 s. */
  readonly hashesPerSecond: number;
  /**
   * False for a program that reports no rate and has not just found something, and until the first measurement; of
   * machines until one has sent a share.
   */
  readonly isRateKnown: boolean;
  /** Blocks found since mining was started. */
  readonly blocks: number;
  /** By name; empty while it neither mines nor waits. */
  readonly workers: readonly string[];
  /** When its workers began; null while there are none. */
  readonly startedAtMs: number | null;
}
