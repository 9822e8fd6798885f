import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pause, resolvedWithin, retryDelayMs, STREAM_RETRY } from './retry-policy.ts';

describe('the delay before a retry', () => {
  it('doubles up to the cap, at least half of it', () => {
    const backoff = { baseMs: 100, capMs: 5_000 };
    const shortest = [1, 2, 3, 4, 5, 6, 7].map((attempt) => retryDelayMs(attempt, backoff, 0));
    expect(shortest).toEqual([50, 100, 200, 400, 800, 1_600, 2_500]);
  });

  it('is random between half and the whole, for any number of attempts', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), random, (attempt, luck) => {
        const least = retryDelayMs(attempt, STREAM_RETRY, 0);
        const delayMs = retryDelayMs(attempt, STREAM_RETRY, luck);
        expect(delayMs).toBeGreaterThanOrEqual(least);
        expect(delayMs).toBeLessThanOrEqual(2 * least);
        expect(delayMs).toBeLessThanOrEqual(STREAM_RETRY.capMs);
      }),
    );
  });
});

describe('a pause', () => {
  it('ends at once when it is cancelled, before or meanwhile', async () => {
    const cancelled = new AbortController();
    const pending = pause(3_600_000, cancelled.signal);
    cancelled.abort();
    await pending;
    await pause(3_600_000, cancelled.signal);
  });
});

describe('a wait with a limit', () => {
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

  it('leaves no timer behind, however it ends', async () => {
    const before = timers();
    expect(await resolvedWithin(3_600_000, Promise.resolve('answer'))).toBe('answer');
    await expect(resolvedWithin(3_600_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(timers()).toBeLessThanOrEqual(before);
  });

  it('ends without an answer at its limit', async () => {
    expect(await resolvedWithin(1, new Promise(() => undefined))).toBeUndefined();
  });
});
