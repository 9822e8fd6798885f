/** When to try again. */

export interface Backoff {
  /** The longest first pause. */
  readonly baseMs: number;
  /** No pause is longer. */
  readonly capMs: number;
}

/**
 * The pause before attempt `attempt` (1 is the first retry): doubled each time up to the cap, and
 * a random part of it so that many miners do not return in step ("equal jitter": half is fixed).
 * @param random uniformly distributed in [0, 1)
 */
export function retryDelayMs(attempt: number, { baseMs, capMs }: Backoff, random: number): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

/** Resolves after `delayMs`, or at once when `signal` is aborted. Never rejects. */
export function pause(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    signal?.addEventListener('abort', done, { once: true });
  });
}
