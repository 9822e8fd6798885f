/** What a screen sees of each kind of worker: plain data, a part of snapshot-types.ts. */
import type { WorkerKind } from '../config/workers-of.ts';
import type { GroupError } from '../workers/fleet.ts';

/** A kind of worker does not mine, and is tried again from time to time. Others are not affected. */
export interface GroupProblem {
  readonly kind: 'group';
  readonly workers: WorkerKind;
  readonly error: GroupError;
  readonly sinceMs: number;
}

/**
 * - `waiting`: nothing of it can be mined just now; `problems` says why
 * - `paused`: by the user
 * - `resting`: by itself; `rests` says why
 * - `failed`: `error` says why
 */
export type GroupState = 'opening' | 'mining' | 'waiting' | 'paused' | 'resting' | 'failed';

/** A kind of worker, and what it does now. */
export interface GroupSnapshot {
  readonly kind: WorkerKind;
  readonly state: GroupState;
  /** Null unless it has failed. */
  readonly error: GroupError | null;
  /** When it is tried again; null unless it has failed. */
  readonly retryAtMs: number | null;
  /** Over the last 10 s. */
  readonly hashesPerSecond: number;
  /** Blocks found since mining was started. */
  readonly blocks: number;
  /** By name; empty while it neither mines nor waits. */
  readonly workers: readonly string[];
  /** When its workers began; null while there are none. */
  readonly startedAtMs: number | null;
}
