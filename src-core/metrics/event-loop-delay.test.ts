import { afterEach, expect, it } from 'vitest';
import { watchEventLoopDelay } from './event-loop-delay.ts';

const watch = watchEventLoopDelay();
afterEach(() => watch.close());

it('gives every reader the same figures', async () => {
  await expect
    .poll(() => {
      // Holds the event loop.
      const untilMs = performance.now() + 50;
      while (performance.now() < untilMs);
      return watch.read().max;
    })
    .toBeGreaterThan(0.02);
  const first = watch.read().max;
  expect(watch.read().max).toBeGreaterThanOrEqual(first);
  expect(watch.read().median).toBeGreaterThanOrEqual(0);
});
