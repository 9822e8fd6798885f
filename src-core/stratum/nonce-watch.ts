/**
 * Gives a machine its next header before it has tried all nonces of the present one. Only for
 * machines that are faster than the regular pace of jobs.
 */
export class NonceWatch {
  readonly #noncesPerHeader: number;
  readonly #jobIntervalMs: number;
  readonly #renew: () => void;
  /** Time in which the machine uses up a header; Infinity where the next job comes first. */
  #headerMs = Infinity;
  #sentAtMs = 0;
  #checkedAtMs = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param jobIntervalMs how often the machine gets a new header anyway
   * @param renew sends a new header; `headerSent` follows
   */
  constructor(noncesPerHeader: number, jobIntervalMs: number, renew: () => void) {
    this.#noncesPerHeader = noncesPerHeader;
    this.#jobIntervalMs = jobIntervalMs;
    this.#renew = renew;
  }

  /** The machine has a new header to search. */
  headerSent(nowMs: number): void {
    this.#sentAtMs = nowMs;
    this.#arm(nowMs);
  }

  /** The machine's rate may have become known better. */
  look(hashesPerSecond: (nowMs: number) => number, nowMs: number): void {
    if (nowMs - this.#checkedAtMs < CHECK_INTERVAL_MS) return;
    this.#checkedAtMs = nowMs;
    const rate = hashesPerSecond(nowMs);
    const headerMs = ((this.#noncesPerHeader * 1000) / rate) * USED_PART;
    const isUrgent = headerMs < this.#jobIntervalMs;
    this.#headerMs = isUrgent ? Math.max(headerMs, SHORTEST_MS) : Infinity;
    if (this.#timer === null) this.#arm(nowMs);
  }

  stop(): void {
    this.#headerMs = Infinity;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #arm(nowMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#headerMs === Infinity) return;
    const dueMs = Math.max(0, this.#sentAtMs + this.#headerMs - nowMs);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#renew();
    }, dueMs);
  }
}

const CHECK_INTERVAL_MS = 250;
/** The rate is an estimate from few shares: renew when this part is used up by it. */
const USED_PART = 0.7;
/** No machine needs headers faster than this (a KA3 lasts 1.7 s on one). */
const SHORTEST_MS = 20;
