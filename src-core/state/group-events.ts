/** What becomes of each kind of worker while mining is started. */
import type { WorkerKind } from '../config/workers-of.ts';
import type { GroupError } from '../workers/fleet.ts';

/** What a kind of worker does from now on. */
export type GroupChange =
  | { readonly state: 'opening' }
  /** Its mining loops run, with these workers. */
  | { readonly state: 'running'; readonly workers: readonly string[] }
  /** By the user. */
  | { readonly state: 'paused' }
  /** By itself; `rests` of the snapshot says why. */
  | { readonly state: 'resting' }
  /** Nothing of it is open; it is tried again at that time, ms since the Unix epoch. */
  | { readonly state: 'failed'; readonly error: GroupError; readonly retryAtMs: number };

export interface GroupEvent {
  readonly type: 'group-changed';
  readonly kind: WorkerKind;
  readonly change: GroupChange;
}
