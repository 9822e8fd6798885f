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
      return watch.read()['1'];
    })
    .toBeGreaterThan(0.02);
  const first = watch.read()['1'];
  expect(watch.read()['1']).toBeGreaterThanOrEqual(first);
  expect(watch.read()['0.5']).toBeGreaterThanOrEqual(0);
});
