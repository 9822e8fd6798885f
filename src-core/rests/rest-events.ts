/** Why mining rests, and the events of resting. */
import type { WorkerKind } from '../config/workers-of.ts';

/** Why mining, or some kinds of workers, rest now. Times are ms since the Unix epoch, temperatures °C. */
export type Rest = {
  readonly sinceMs: number;
  /** The kinds of workers that rest for it. */
  readonly kinds: readonly WorkerKind[];
} & (
  | {
      readonly reason: 'schedule';
      /** When the schedule allows mining again. */
      readonly untilMs: number | null;
    }
  | { readonly reason: 'battery' }
  /** Over when the computer had no input for `idleMinutes`. */
  | { readonly reason: 'in-use'; readonly idleMinutes: number }
  /** The processor was hotter than `limit`; over at `resumeAt`. */
  | { readonly reason: 'temperature'; readonly limit: number; readonly resumeAt: number }
);

export type RestReason = Rest['reason'];

export type RestEvent =
  /** All reasons why something rests, the oldest first; none where it does not. */
  | { readonly type: 'rests-changed'; readonly rests: readonly Rest[] }
  /** All of mining pauses by itself, at first for this reason. */
  | { readonly type: 'paused'; readonly reason: RestReason }
  /** Mining resumes: this reason, the last one, has passed or was overruled. */
  | { readonly type: 'resumed'; readonly reason: RestReason };
