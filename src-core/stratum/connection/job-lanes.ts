/**
 * The work of each mining thread, a lane: sent to the machines when it comes and then at the
 * configured pace, each time as a job with a later creation time.
 */
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import type { ShareMode } from '../difficulty/share-target.ts';
import type { IssuedJob } from '../jobs/job.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import { NONCES_PER_HEADER } from '../jobs/nonce-range.ts';
import type { Guard } from './guard.ts';
import type { JobAnnouncer } from './job-announcer.ts';
import { FASTEST_RATE, RARE_SHARES_LEVEL } from './nonce-watch.ts';

/** Work of one mining thread as machines see it. */
export interface JobLane {
  /** The thread waits for other work: jobs stay valid, but are not sent again. */
  rest(): void;
  /** The thread is gone: its jobs go stale. */
  withdraw(): void;
}

/** Makes the jobs of all lanes, and has them announced. */
export class JobLanes {
  readonly #board: JobBoard;
  readonly #announcer: JobAnnouncer;
  readonly #rateMs: number;
  readonly #guard: Guard;
  readonly #timers = new Map<number, NodeJS.Timeout>();
  #isClosed = false;

  /** @param rateMs how often each lane's work is sent again */
  constructor(board: JobBoard, announcer: JobAnnouncer, rateMs: number, guard: Guard) {
    this.#board = board;
    this.#announcer = announcer;
    this.#rateMs = rateMs;
    this.#guard = guard;
  }

  /** Puts work on a lane in place of its former work, and sends it at once. */
  offer(work: MiningWork, lane: number, onSolution: (solution: Solution) => void): JobLane {
    if (!this.#isClosed) {
      this.#board.offer(work, lane, onSolution, performance.now());
      this.#send(lane);
    }
    return {
      rest: () => this.#stop(lane),
      withdraw: () => {
        this.#stop(lane);
        this.#board.withdraw(lane, performance.now());
      },
    };
  }

  /** The job that new sessions begin with; null while there is no work. */
  currentJob(nowMs: number): IssuedJob | null {
    const { newest } = this.#board;
    if (newest !== null && nowMs - newest.job.issuedAtMs < this.#rateMs) return newest;
    return this.extraJob(nowMs);
  }

  /** Another job of the newest work; null while there is no work. */
  extraJob(nowMs: number): IssuedJob | null {
    const lane = this.#board.newestLane;
    return lane === null ? null : this.#board.issue(lane, nowMs);
  }

  /** Sends nothing of any lane any more. */
  close(): void {
    this.#isClosed = true;
    for (const lane of [...this.#timers.keys()]) this.#stop(lane);
  }

  #send(lane: number): void {
    this.#stop(lane);
    this.#timers.set(
      lane,
      setTimeout(() => this.#send(lane), this.#rateMs),
    );
    // The first machine to come gets a job of its own.
    if (!this.#announcer.hasSessions) return;
    this.#guard('sending jobs', () => {
      const issued = this.#board.issue(lane, performance.now());
      if (issued !== null) this.#announcer.announce(issued);
    });
  }

  #stop(lane: number): void {
    clearTimeout(this.#timers.get(lane));
    this.#timers.delete(lane);
  }
}

/**
 * How often work is sent again, ms. A machine whose shares are rare never shows that it needs its
 * next header earlier: all get it in time for the fastest.
 */
export function jobInterval({
  mode,
  rateMs = 1000,
  noncesPerHeader = NONCES_PER_HEADER,
}: {
  readonly mode: ShareMode;
  readonly rateMs?: number;
  readonly noncesPerHeader?: number;
}): number {
  const showsRate =
    mode.kind === 'period' || (mode.kind === 'level' && mode.level < RARE_SHARES_LEVEL);
  return showsRate ? rateMs : Math.min(rateMs, Math.floor((noncesPerHeader / FASTEST_RATE) * 1000));
}
