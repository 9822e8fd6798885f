/** The clock of notices, so that a test need not wait. */

export interface Clock {
  /** ms since the Unix epoch. */
  nowMs(): number;
  /** Calls `action` after a while; the returned function cancels that. */
  after(ms: number, action: () => void): () => void;
}

/** The clock of this computer. */
export const COMPUTER_CLOCK: Clock = {
  nowMs: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
