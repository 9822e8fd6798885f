/** What workers that search on this computer hand to what computes for them. */
import type { Target } from '../chainweb/target.ts';

/** One search. */
export interface SearchJob {
  /** Names the job among those of one thread or process; never 0. */
  readonly id: number;
  /** The work header; see `MiningWork`. */
  readonly bytes: Uint8Array;
  readonly target: Target;
  /** The creation time in `bytes`, µs since the Unix epoch. */
  readonly creationTimeMicros: bigint;
}

/** What makes the work of a job a solved block. */
export interface FoundNonce {
  readonly creationTimeMicros: bigint;
  readonly nonce: bigint;
}
