/**
 * The hash rate that accepted work proves: sum(difficulty) / elapsed, over the last minute, ten
 * minutes and hour. Each share stands for as many hashes as its target asked for, whatever its own
 * hash was. Pure: time is an argument.
 */
import { NO_RATE } from '../rate-estimates.ts';
import type { HashRateEstimates, RateEstimate } from '../rate-estimates.ts';

/** Steps in which a window moves on. 12 steps: its length is right to a twelfth. */
const BUCKETS = 12;

class Window {
  readonly #bucketMs: number;
  readonly #work = new Float64Array(BUCKETS);
  /** Sum of squared difficulties: the variance of the sum of a Poisson number of shares. */
  readonly #squares = new Float64Array(BUCKETS);
  /** Number of the newest bucket since the meter began. */
  #newest = 0;

  constructor(windowMs: number) {
    this.#bucketMs = windowMs / BUCKETS;
  }

  /** Adds the work, and its squares, of shares of one moment. */
  add(work: number, squares: number, sinceStartMs: number): void {
    this.#moveTo(sinceStartMs);
    this.#work[this.#newest % BUCKETS]! += work;
    this.#squares[this.#newest % BUCKETS]! += squares;
  }

  estimate(sinceStartMs: number): RateEstimate {
    this.#moveTo(sinceStartMs);
    const firstMs = Math.max(0, this.#newest - BUCKETS + 1) * this.#bucketMs;
    const elapsedMs = sinceStartMs - firstMs;
    let work = 0;
    let squares = 0;
    for (let i = 0; i < BUCKETS; i++) {
      work += this.#work[i]!;
      squares += this.#squares[i]!;
    }
    if (work === 0 || elapsedMs <= 0) return NO_RATE;
    return {
      hashesPerSecond: work / (elapsedMs / 1000),
      relativeError: Math.sqrt(squares) / work,
    };
  }

  #moveTo(sinceStartMs: number): void {
    const newest = Math.floor(sinceStartMs / this.#bucketMs);
    const passed = Math.min(newest - this.#newest, BUCKETS);
    for (let i = 0; i < passed; i++) {
      this.#work[(newest - i) % BUCKETS] = 0;
      this.#squares[(newest - i) % BUCKETS] = 0;
    }
    this.#newest = Math.max(newest, this.#newest);
  }
}

const SECOND_MS = 1000;

/** The shortest bucket. Those of the other windows are whole multiples, so all change with it. */
const STEP_MS = (60 * SECOND_MS) / BUCKETS;

/** Three windows over the same shares. Times are ms of a monotonic clock. */
export class HashRateMeter {
  readonly #startMs: number;
  readonly #minute = new Window(60 * SECOND_MS);
  readonly #tenMinutes = new Window(600 * SECOND_MS);
  readonly #hour = new Window(3600 * SECOND_MS);
  /** Shares of the present step that are in no window yet: windows cost more than a sum. */
  #work = 0;
  #squares = 0;
  #stepStartMs = 0;

  /** @param nowMs when the machine began to work */
  constructor(nowMs: number) {
    this.#startMs = nowMs;
  }

  /** Counts an accepted share of `difficulty` expected hashes. */
  countShare(difficulty: number, nowMs: number): void {
    const sinceStartMs = nowMs - this.#startMs;
    if (sinceStartMs - this.#stepStartMs >= STEP_MS) {
      this.#fillWindows();
      this.#stepStartMs = Math.floor(sinceStartMs / STEP_MS) * STEP_MS;
    }
    this.#work += difficulty;
    this.#squares += difficulty * difficulty;
  }

  /** The estimates at `nowMs`; a window longer than the time since the start is as long as that. */
  estimates(nowMs: number): HashRateEstimates {
    this.#fillWindows();
    const sinceStartMs = nowMs - this.#startMs;
    return {
      oneMinute: this.#minute.estimate(sinceStartMs),
      tenMinutes: this.#tenMinutes.estimate(sinceStartMs),
      oneHour: this.#hour.estimate(sinceStartMs),
    };
  }

  #fillWindows(): void {
    if (this.#work === 0) return;
    for (const window of [this.#minute, this.#tenMinutes, this.#hour]) {
      window.add(this.#work, this.#squares, this.#stepStartMs);
    }
    this.#work = 0;
    this.#squares = 0;
  }
}
