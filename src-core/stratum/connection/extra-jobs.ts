/**
 * Jobs that one session gets out of turn, because its level changed or it asked for another: at
 * most one in 250 ms, however many such requests come, and always by the last request.
 */
const SHORTEST_MS = 250;

/** Paces them with one timer. Times are ms of a monotonic clock. */
export class ExtraJobs {
  readonly #send: (nowMs: number) => void;
  #sentAtMs = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  /** @param send sends a job as things are then, if it still makes sense */
  constructor(send: (nowMs: number) => void) {
    this.#send = send;
  }

  /** A job is wanted, at once unless one was sent a moment ago. */
  want(nowMs: number): void {
    if (this.#timer !== undefined) return;
    const waitMs = this.#sentAtMs + SHORTEST_MS - nowMs;
    if (waitMs <= 0) {
      this.#sentAtMs = nowMs;
      this.#send(nowMs);
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#sentAtMs = performance.now();
      this.#send(this.#sentAtMs);
    }, waitMs);
  }

  /** Sends no job any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
