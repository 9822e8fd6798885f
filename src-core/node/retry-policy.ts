/** When a failed request is tried again, and when it is given up. */

interface Backoff {
  /** The longest first pause, ms. */
  readonly baseMs: number;
  /** No pause is longer, ms. */
  readonly capMs: number;
}

/** Reopening an update stream that failed. It is never given up. */
export const STREAM_RETRY: Backoff = { baseMs: 250, capMs: 5_000 };

/**
 * The pause before attempt `attempt` (1 is the first retry), ms: doubled each time up to the cap,
 * half of it random so that many miners do not come back in step ("equal jitter").
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

/** What `awaited` resolves with; undefined where that takes longer. Leaves no timer behind. Rejects as `awaited` does. */
export async function resolvedWithin<T>(
  limitMs: number,
  awaited: Promise<T>,
): Promise<T | undefined> {
  const settled = new AbortController();
  try {
    return await Promise.race([awaited, pause(limitMs, settled.signal).then(() => undefined)]);
  } finally {
    settled.abort();
  }
}
