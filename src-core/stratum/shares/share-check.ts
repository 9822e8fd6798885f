/** Judges one share. Pure but for what the board remembers of it. */
import { hashWithNonce, meetsTargetWords } from '../../chainweb/header-hash.ts';
import type { Job, JobBoard } from '../jobs/job-board.ts';
import { nonceHigh, nonceLow } from '../jobs/nonce-range.ts';
import { shareTarget } from '../difficulty/share-target.ts';
import type { PreparedTarget } from '../difficulty/share-target.ts';
import { DUPLICATE_SHARE, STALE_SHARE, refuseLowDifficulty } from '../stratum-errors.ts';
import type { StratumError, ShareFault } from '../stratum-errors.ts';

export type ShareVerdict =
  | {
      readonly kind: 'accepted';
      /** The job it belongs to. */
      readonly job: Job;
      /** Expected hashes the share stands for. */
      readonly difficulty: number;
      /** It solves the block and was handed on. */
      readonly isBlock: boolean;
      /** A block of a job that was superseded: sent to the node all the same, which decides. */
      readonly isLate: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly fault: ShareFault;
      readonly refusal: StratumError;
      /** Its hash misses the target of the job it names: it may belong to another one. */
      readonly isMiss: boolean;
    };

const digest = new Uint32Array(8);

/**
 * Judges a share by the target its job was issued with to this session. A hash that meets the
 * block's target is handed on before anything else happens, and is never refused. (Beyond a number
 * of solutions of one work no more are handed on: those count as shares only.)
 *
 * @param level the session's level when the job was issued to it
 * @param isBlockOnly nothing else counts, e.g. from a machine that is not authorized
 * @param finder the rig that a block is said to be found by
 */
export function judgeShare(
  board: JobBoard,
  job: Job,
  nonce1: number,
  nonce2: number,
  level: number,
  isBlockOnly: StratumError | null,
  nowMs: number,
  finder?: string,
): ShareVerdict {
  const { block } = job.offer;
  hashWithNonce(job.header, nonceLow(nonce1, nonce2), nonceHigh(nonce2), digest);
  const isSolution = meetsTargetWords(digest, block.words);
  const target = shareTarget(level, block);
  const isMiss = !isSolution && !meetsTargetWords(digest, target.words);
  const isStale = board.isStale(job);
  const objection = objectionTo(isBlockOnly, isStale, isMiss, target);
  if (objection !== null && !isSolution) {
    return board.isCounted(job, nonce1, nonce2) ? DUPLICATE : objection;
  }
  if (!board.count(job, nonce1, nonce2)) return DUPLICATE;
  const isBlock = isSolution && board.deliver(job, nonce1, nonce2, nowMs, finder);
  if (objection !== null && !isBlock) return objection;
  const { difficulty } = target;
  return { kind: 'accepted', job, difficulty, isBlock, isLate: isBlock && isStale };
}

/** Why a share of {@link digest} does not count unless it is a block; null when it does. */
function objectionTo(
  isBlockOnly: StratumError | null,
  isStale: boolean,
  isMiss: boolean,
  target: PreparedTarget,
): ShareVerdict | null {
  if (isBlockOnly !== null) return refuse('invalid', isBlockOnly, isMiss);
  if (isStale) return refuse('stale', STALE_SHARE, isMiss);
  if (!isMiss) return null;
  const refusal = refuseLowDifficulty(digestLevel(digest), Math.log2(target.difficulty));
  return refuse('low', refusal, isMiss);
}

/** Whether a nonce would be a share of a job, block or not; {@link judgeShare} without its effects. */
export function isShareOf(job: Job, nonce1: number, nonce2: number, level: number): boolean {
  hashWithNonce(job.header, nonceLow(nonce1, nonce2), nonceHigh(nonce2), digest);
  return meetsTargetWords(digest, shareTarget(level, job.offer.block).words);
}

const DUPLICATE = refuse('duplicate', DUPLICATE_SHARE, false);

function refuse(fault: ShareFault, refusal: StratumError, isMiss: boolean): ShareVerdict {
  return { kind: 'refused', fault, refusal, isMiss };
}

/** log2 of the hashes it takes on average to find one as low as this: 256 - log2(digest). */
function digestLevel(words: Uint32Array): number {
  for (let i = 7; i > 0; i--) {
    const top = words[i]!;
    if (top !== 0) return 256 - 32 * i - Math.log2(top + words[i - 1]! / 2 ** 32);
  }
  return 224;
}
