/**
 * The jobs one session was sent, with their levels, and its shares judged by them. A share whose
 * hash misses the job it names, or which names none, is tried against the jobs sent last before it
 * is refused: some firmware labels shares with the wrong job (seen with Kaspa machines of makers
 * that build Kadena ones too), and such work, above all a block, must not be lost.
 */
import type { Job } from '../jobs/job.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import type { Share, ShareCheck, ShareVerdict } from './share-check.ts';
import { BLOCK_LEVEL } from '../difficulty/share-target.ts';
import { excerpt } from '../peer-text.ts';
import { Budget } from '../budget.ts';

/** Jobs tried: some seconds of them with two mining threads. */
const RECENT_JOBS = 8;
/**
 * Shares tried on other jobs: a burst, and a rate per second. Trying costs as much as the rest of
 * judging, so a flood of bad shares must not get it for free. A machine that really mixes up labels
 * never runs out, as each share that finds its job gives back the whole budget.
 */
const TRIES_AT_ONCE = 64;
const TRIES_PER_SECOND = 16;
/** Changes of the level remembered: jobs from before them have been forgotten. */
const LEVEL_CHANGES = 64;

/** One for each session. */
export class SentJobs {
  readonly #board: JobBoard;
  readonly #check: ShareCheck;
  /** Where each level began: levels change rarely and job numbers only grow. */
  readonly #levels: { readonly sequence: number; readonly level: number }[] = [];
  /** The jobs sent last, in a ring. */
  readonly #recent: Job[] = [];
  readonly #tries: Budget;
  #sequence = 0;

  constructor(board: JobBoard, check: ShareCheck, nowMs: number) {
    this.#board = board;
    this.#check = check;
    this.#tries = new Budget(TRIES_AT_ONCE, TRIES_PER_SECOND, nowMs);
  }

  /** Number of the last job; 0 before the first. */
  get lastSequence(): number {
    return this.#sequence;
  }

  /** Level of the last job; null before the first. */
  get lastLevel(): number | null {
    return this.#levels.at(-1)?.level ?? null;
  }

  /** A job was sent with that level. */
  add(job: Job, level: number): void {
    if (level !== this.lastLevel) {
      this.#levels.push({ sequence: job.sequence, level });
      if (this.#levels.length > LEVEL_CHANGES) this.#levels.shift();
    }
    this.#recent.push(job);
    if (this.#recent.length > RECENT_JOBS) this.#recent.shift();
    this.#sequence = job.sequence;
  }

  /** Judges a share by the target its job was sent with. */
  judge(jobId: string, share: Share, nowMs: number): ShareVerdict {
    const named = this.#board.find(jobId);
    const verdict: ShareVerdict =
      named === undefined
        ? {
            kind: 'refused',
            refusal: { kind: 'unknown-job', jobId: excerpt(jobId) },
            isMiss: true,
          }
        : this.#check.judge(named, this.#levelOf(named), share, nowMs);
    if (verdict.kind === 'accepted' || !verdict.isMiss || !this.#tries.spend(nowMs)) return verdict;
    for (const job of this.#recent) {
      const level = this.#levelOf(job);
      if (!this.#check.isShareOf(job, level, share)) continue;
      const found = this.#check.judge(job, level, share, nowMs);
      if (found.kind !== 'accepted') continue;
      this.#tries.refill();
      return found;
    }
    return verdict;
  }

  /** The level a job was sent with; for one from before all this session got, that of its first. */
  #levelOf({ sequence }: Job): number {
    const start = this.#levels.findLast((each) => each.sequence <= sequence) ?? this.#levels[0];
    return start?.level ?? BLOCK_LEVEL;
  }
}
