/** Judges single shares by their job and level, and counts them at the board. */
import { hashWithNonce, meetsTargetWords } from '../../chainweb/header-hash.ts';
import type { Job } from '../jobs/job.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import { nonceHigh, nonceLow } from '../jobs/nonce-range.ts';
import { isStale } from '../jobs/stale-jobs.ts';
import { shareTarget } from '../difficulty/share-target.ts';
import type { PreparedTarget } from '../difficulty/share-target.ts';
import type { ShareRefusal } from '../refusals.ts';

/** A share as a session hands it over. */
export interface Share {
  readonly nonce1: number;
  readonly nonce2: number;
  /** Why only a block counts, e.g. from a machine that is not authorized; null where shares do. */
  readonly onlyBlockBecause: ShareRefusal | null;
  /** Upper 64 bits that a hash must not exceed to be better than the machine's best; Infinity before any. */
  readonly bestHead: number;
  /** The rig that a block is credited to. */
  readonly finder?: string;
}

export type ShareVerdict =
  | {
      readonly kind: 'accepted';
      /** The job it belongs to. */
      readonly job: Job;
      /** Expected hashes the share stands for. */
      readonly difficulty: number;
      /** Hashes it takes on average to find one as low; null unless it may be the machine's best. */
      readonly best: number | null;
      /** It solves the block and was handed on. */
      readonly isBlock: boolean;
      /** A block of a job that was superseded: sent to the node nevertheless, which decides. */
      readonly isLate: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly refusal: ShareRefusal;
      /** Its hash misses the target of the job it names: it may belong to another one. */
      readonly isMiss: boolean;
    };

const DUPLICATE: ShareVerdict = { kind: 'refused', refusal: { kind: 'duplicate' }, isMiss: false };
const STALE: ShareRefusal = { kind: 'stale' };

/**
 * Where {@link hashOf} writes a share's hash: a new array for each share would cost a tenth of
 * judging it.
 */
const scratch = new Uint32Array(8);

/** Judges the shares of all sessions of one server. */
export class ShareCheck {
  readonly #board: JobBoard;

  constructor(board: JobBoard) {
    this.#board = board;
  }

  /**
   * Judges a share. A hash that meets the block's target is handed on before anything else happens,
   * and is never refused. (Beyond a number of solutions of one work no more are handed on: those
   * count as shares only.)
   *
   * @param level the session's level when the job was sent to it
   * @param nowMs ms of the board's clock
   */
  judge(job: Job, level: number, share: Share, nowMs: number): ShareVerdict {
    const { block } = job.offer;
    const { nonce1, nonce2, finder } = share;
    const board = this.#board;
    const digest = hashOf(job, nonce1, nonce2);
    const isSolution = meetsTargetWords(digest, block.words);
    const target = shareTarget(level, block);
    const isMiss = !isSolution && !meetsTargetWords(digest, target.words);
    const isLate = isStale(job);
    const refusal =
      share.onlyBlockBecause ?? (isLate ? STALE : isMiss ? lowDifficulty(digest, target) : null);
    if (refusal !== null && !isSolution) {
      if (board.isCounted(job, nonce1, nonce2)) return DUPLICATE;
      return { kind: 'refused', refusal, isMiss };
    }
    if (!board.count(job, nonce1, nonce2)) return DUPLICATE;
    const isBlock = isSolution && board.deliver(job, nonce1, nonce2, nowMs, finder);
    if (refusal !== null && !isBlock) return { kind: 'refused', refusal, isMiss };
    const { difficulty } = target;
    const best = bestOf(digest, share.bestHead);
    return { kind: 'accepted', job, difficulty, best, isBlock, isLate: isBlock && isLate };
  }

  /** Whether a share meets a job's target, block or not; {@link judge} without its effects. */
  isShareOf(job: Job, level: number, { nonce1, nonce2 }: Share): boolean {
    const digest = hashOf(job, nonce1, nonce2);
    return meetsTargetWords(digest, shareTarget(level, job.offer.block).words);
  }
}

/** The hash of a share, valid until the next call. */
function hashOf(job: Job, nonce1: number, nonce2: number): Uint32Array {
  hashWithNonce(job.header, nonceLow(nonce1, nonce2), nonceHigh(nonce2), scratch);
  return scratch;
}

/** Most shares are no new best: two words tell. */
function bestOf(digest: Uint32Array, bestHead: number): number | null {
  const head = digest[7]! * 2 ** 32 + digest[6]!;
  return head <= bestHead ? 2 ** digestLevel(digest) : null;
}

function lowDifficulty(digest: Uint32Array, target: PreparedTarget): ShareRefusal {
  const level = digestLevel(digest);
  return { kind: 'low-difficulty', level, wantedLevel: Math.log2(target.difficulty) };
}

/** log2 of the hashes it takes on average to find one as low as this: 256 - log2(digest). */
function digestLevel(words: Uint32Array): number {
  for (let i = 7; i > 0; i--) {
    const top = words[i]!;
    if (top !== 0) return 256 - 32 * i - Math.log2(top + words[i - 1]! / 2 ** 32);
  }
  return 224;
}
