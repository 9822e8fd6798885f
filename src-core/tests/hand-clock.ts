/** A clock that is moved by hand. */
export class HandClock {
  #nowMs = 0;
  readonly #due = new Set<{ readonly atMs: number; readonly action: () => void }>();

  /** The time that has passed by `pass`, ms. */
  nowMs(): number {
    return this.#nowMs;
  }

  /** Runs an action later. Returns a function that cancels it. */
  after(delayMs: number, action: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, action };
    this.#due.add(entry);
    return () => this.#due.delete(entry);
  }

  /** Lets time pass; timers that fall due run at their time. */
  pass(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const next = [...this.#due].sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined || next.atMs > endMs) break;
      this.#due.delete(next);
      this.#nowMs = next.atMs;
      next.action();
    }
    this.#nowMs = endMs;
  }

  /** How many actions are waiting. */
  get waiting(): number {
    return this.#due.size;
  }
}
