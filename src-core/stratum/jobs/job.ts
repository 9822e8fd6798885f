/** A job for machines, and the work that it is made of. */
import type { PreparedHeader } from '../../chainweb/header-hash.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import type { Budget } from '../budget.ts';
import type { PreparedTarget } from '../difficulty/share-target.ts';
import type { NonceSet } from './nonce-set.ts';

/** Jobs on one parent of one chain. */
export interface Lineage {
  readonly key: string;
  readonly work: MiningWork;
  /** When the chain moved on; null while this parent is the one to build on. */
  supersededAtMs: number | null;
  /** Latest creation time (µs) given out per payload: two lanes may hold the same block. */
  readonly lastTimes: Map<string, bigint>;
}

/** Work of one lane. */
export interface Offer {
  readonly lane: number;
  readonly work: MiningWork;
  readonly block: PreparedTarget;
  readonly lineage: Lineage;
  readonly offeredAtMs: number;
  readonly onSolution: (solution: Solution) => void;
  /** Solutions that may still be handed on. */
  readonly solutions: Budget;
}

/** One header as machines search it. */
export interface Job {
  /** Unique for the life of the board; hex digits without leading zeros. */
  readonly id: string;
  /** The id as a number: later jobs have higher ones. */
  readonly sequence: number;
  readonly offer: Offer;
  readonly creationTimeMicros: bigint;
  readonly header: PreparedHeader;
  readonly issuedAtMs: number;
  /** nonce2 of the shares counted, per nonce1. */
  readonly counted: Map<number, NonceSet>;
  /** Dropped early to bound memory: answered like a stale one. */
  isRetired: boolean;
}

/** A job and the line that announces it; the line is not kept with the job. */
export interface IssuedJob {
  readonly job: Job;
  readonly line: string;
}
