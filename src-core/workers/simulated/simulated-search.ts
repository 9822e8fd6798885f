/** The waiting of workers that do not search, for any time; the signal ends it at once. */

/** Time, so that tests need not wait. */
export interface Clock {
  /** Monotonic, ms. */
  nowMs(): number;
  /** Runs `action` once after `delayMs`; the returned function prevents it. */
  after(delayMs: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

/** JavaScript timers cannot wait for more than 24 days, and hash counts are due each second. */
const STEP_MS = 1_000;

/**
 * Resolves with true when `totalMs` (also infinitely many) have passed, or with false as soon as
 * `signal` is aborted. `onStep` gets, each second and at the end either way, how many ms have
 * passed since it was last called.
 * @param signal of this wait alone
 */
export function waitInSteps(
  totalMs: number,
  signal: AbortSignal,
  clock: Clock,
  onStep: (elapsedMs: number) => void = () => undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false);
      return;
    }
    const endMs = clock.nowMs() + totalMs;
    let lastMs = clock.nowMs();
    let cancel = (): void => undefined;
    const step = (): void => {
      const nowMs = clock.nowMs();
      if (nowMs > lastMs) onStep(nowMs - lastMs);
      lastMs = nowMs;
    };
    const settle = (isOver: boolean): void => {
      step();
      cancel();
      resolve(isOver);
    };
    const wait = (): void => {
      const leftMs = endMs - clock.nowMs();
      cancel = clock.after(Math.min(Math.max(leftMs, 0), STEP_MS), () => {
        if (clock.nowMs() >= endMs) {
          settle(true);
          return;
        }
        step();
        wait();
      });
    };
    signal.addEventListener('abort', () => settle(false));
    wait();
  });
}
