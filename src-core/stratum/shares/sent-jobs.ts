/**
 * The jobs one session was sent, and its shares judged by them. A share whose hash misses the job
 * it names, or which names none, is tried against the jobs sent last before it is refused: some
 * firmware labels shares with the wrong job (seen with Kaspa machines of makers that build Kadena
 * ones too), and such work, above all a block, must not be lost.
 */
import { IssuedLevels } from './issued-levels.ts';
import type { Job, JobBoard } from '../jobs/job-board.ts';
import { isShareOf, judgeShare } from './share-check.ts';
import type { ShareVerdict } from './share-check.ts';
import { BLOCK_LEVEL } from '../difficulty/share-target.ts';
import { refuseUnknownJob } from '../stratum-errors.ts';
import type { StratumError } from '../stratum-errors.ts';
import { Budget } from '../stratum-limits.ts';

/** Jobs tried: some seconds of them with two mining threads. */
const RECENT_JOBS = 8;
/**
 * Shares tried on other jobs: so many at once and each second. Trying costs as much as the rest of
 * judging, so a flood of bad shares must not have it for free. Whoever really mixes up labels never
 * runs out, as each share that finds its job gives back the whole budget.
 */
const TRIES_AT_ONCE = 64;
const TRIES_PER_SECOND = 16;

export class SentJobs {
  readonly #board: JobBoard;
  readonly #levels = new IssuedLevels();
  /** The jobs sent last, in a ring. */
  readonly #recent: Job[] = [];
  readonly #tries: Budget;
  #sequence = 0;

  constructor(board: JobBoard, nowMs: number) {
    this.#board = board;
    this.#tries = new Budget(TRIES_AT_ONCE, TRIES_PER_SECOND, nowMs);
  }

  /** Number of the last job; 0 before the first. */
  get lastSequence(): number {
    return this.#sequence;
  }

  /** Level of the last job; null before the first. */
  get lastLevel(): number | null {
    return this.#levels.isEmpty ? null : this.#levels.at(Infinity);
  }

  /** A job leaves with that level. */
  sent(job: Job, level: number): void {
    this.#levels.set(level, job.sequence);
    this.#recent.push(job);
    if (this.#recent.length > RECENT_JOBS) this.#recent.shift();
    this.#sequence = job.sequence;
  }

  /**
   * Judges a share by the target its job was sent with.
   * @param barred nothing but a block counts, for this reason
   * @param finder the rig that a block is said to be found by
   */
  judge(
    jobId: string,
    nonce1: number,
    nonce2: number,
    barred: StratumError | null,
    nowMs: number,
    finder?: string,
  ): ShareVerdict {
    const named = this.#board.find(jobId);
    const verdict: ShareVerdict =
      named === undefined
        ? { kind: 'refused', fault: 'stale', refusal: refuseUnknownJob(jobId), isMiss: true }
        : judgeShare(
            this.#board,
            named,
            nonce1,
            nonce2,
            this.#levelOf(named),
            barred,
            nowMs,
            finder,
          );
    if (verdict.kind === 'accepted' || !verdict.isMiss || !this.#tries.spend(nowMs)) return verdict;
    for (const job of this.#recent) {
      if (job === named) continue;
      const level = this.#levelOf(job);
      if (!isShareOf(job, nonce1, nonce2, level)) continue;
      const found = judgeShare(this.#board, job, nonce1, nonce2, level, barred, nowMs, finder);
      if (found.kind !== 'accepted') continue;
      this.#tries.refill();
      return found;
    }
    return verdict;
  }

  #levelOf(job: Job): number {
    return this.#levels.isEmpty ? BLOCK_LEVEL : this.#levels.at(job.sequence);
  }
}
