/**
 * Gives a machine its next header before it has tried all nonces of the present one. Only for
 * machines that are known to be faster than the regular pace of jobs, or whose shares are too rare
 * to show it in time.
 */
import { preciseEstimate } from '../rate-estimates.ts';
import type { HashRateEstimates } from '../rate-estimates.ts';

interface NonceWatchOptions {
  readonly noncesPerHeader: number;
  /** How often the machine gets a new header anyway. */
  readonly jobIntervalMs: number;
  /** The machine's hash rate by its accepted work. */
  readonly hashRate: (nowMs: number) => HashRateEstimates;
  /** Sends a new header; {@link NonceWatch.headerSent} follows if it could be sent. */
  readonly renew: (nowMs: number) => void;
  /** Runs what a timer starts. */
  readonly guard: (action: () => void) => void;
}

/** The rate of the fastest machines known, an Antminer KA3 with some room. */
export const FASTEST_RATE = 235e12;
/** Such a machine sends a share of this level every 19 s: its rate is not known for minutes. */
export const RARE_SHARES_LEVEL = 52;

/** Watches one machine, by its hash rate (hashes per second). */
export class NonceWatch {
  readonly #options: NonceWatchOptions;
  #areSharesRare = false;
  /** Time in which the machine uses up a header; Infinity where the next job comes first. */
  #headerMs = Infinity;
  #sentAtMs = 0;
  #checkedAtMs = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: NonceWatchOptions) {
    this.#options = options;
  }

  /** The machine has a new header to search for shares of `difficulty` expected hashes. */
  headerSent(difficulty: number, nowMs: number): void {
    this.#sentAtMs = nowMs;
    const areRare = difficulty >= 2 ** RARE_SHARES_LEVEL;
    if (areRare !== this.#areSharesRare) {
      this.#areSharesRare = areRare;
      this.#checkedAtMs = -Infinity;
      this.look(nowMs);
    }
    this.#arm(nowMs);
  }

  /** The rate may be known better by now, with a share or as time passes. */
  look(nowMs: number): void {
    if (nowMs - this.#checkedAtMs < CHECK_INTERVAL_MS) return;
    this.#checkedAtMs = nowMs;
    const { noncesPerHeader, jobIntervalMs, hashRate } = this.#options;
    const estimate = preciseEstimate(hashRate(nowMs), MAX_ERROR);
    const unknown = this.#areSharesRare ? FASTEST_RATE : 0;
    const rate =
      estimate === null
        ? unknown
        : (estimate.hashesPerSecond * (1 + estimate.relativeError)) / USED_PART;
    const headerMs = (noncesPerHeader * 1000) / rate;
    this.#headerMs = headerMs < jobIntervalMs ? Math.max(headerMs, SHORTEST_MS) : Infinity;
    if (this.#timer === undefined) this.#arm(nowMs);
  }

  /** Sends no header any more. */
  stop(): void {
    this.#headerMs = Infinity;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(nowMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#headerMs === Infinity) return;
    const dueMs = Math.max(0, this.#sentAtMs + this.#headerMs - nowMs);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#options.guard(() => this.#renew(performance.now()));
    }, dueMs);
  }

  #renew(nowMs: number): void {
    // A machine that sends no shares any more must not get headers at its former pace without end: this is its last.
    this.look(nowMs);
    this.#options.renew(nowMs);
  }
}

const CHECK_INTERVAL_MS = 250;
/**
 * One share may stand for any rate: a block of difficulty 2^58 found in the first second would pass
 * for 10^17 H/s. The rate is believed from 8 shares on.
 */
const MAX_ERROR = 0.36;
/** The machine may be faster yet: renew when this part of the header is used up. */
const USED_PART = 0.7;
/** No machine needs headers faster than this (a KA3 lasts 1.7 s on one). */
const SHORTEST_MS = 20;
