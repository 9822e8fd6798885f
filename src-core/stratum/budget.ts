/** A token bucket: a number of tokens that may be spent at once, refilled at a steady rate. */
export class Budget {
  readonly #size: number;
  readonly #perSecond: number;
  #left: number;
  #atMs: number;

  constructor(size: number, perSecond: number, nowMs: number) {
    this.#size = size;
    this.#perSecond = perSecond;
    this.#left = size;
    this.#atMs = nowMs;
  }

  /** Whether one can be spent. */
  hasLeft(nowMs: number): boolean {
    const regained = ((nowMs - this.#atMs) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#size, this.#left + regained);
    this.#atMs = nowMs;
    return this.#left >= 1;
  }

  /** Spends one, or what is left of `count`; false when none is left. */
  spend(nowMs: number, count = 1): boolean {
    if (!this.hasLeft(nowMs)) return false;
    this.#left = Math.max(0, this.#left - count);
    return true;
  }

  /** Makes the whole size available again. */
  refill(): void {
    this.#left = this.#size;
  }
}
