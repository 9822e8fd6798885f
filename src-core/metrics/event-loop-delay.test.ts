import { syncBuiltinESMExports } from 'node:module';
import perfHooks from 'node:perf_hooks';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { watchEventLoopDelay } from './event-loop-delay.ts';

it('gives every reader the same figures', async () => {
  const watch = watchEventLoopDelay();
  onTestFinished(() => watch.close());
  expect(watch.read()).toEqual({ median: 0, p99: 0, max: 0 });
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

/** A histogram of Node whose delays the test sets, in nanoseconds. */
class Histogram {
  median = 0;
  p99 = 0;
  max = 0;
  isOn = false;
  percentile(percent: number): number {
    return percent === 50 ? this.median : this.p99;
  }
  reset(): void {
    Object.assign(this, { median: 0, p99: 0, max: 0 });
  }
  enable(): boolean {
    return (this.isOn = true);
  }
  disable(): boolean {
    return (this.isOn = false);
  }
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

/** A watch, and the event loop's delays from one call to the next. */
function measured() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const histograms: Histogram[] = [];
  vi.spyOn(perfHooks, 'monitorEventLoopDelay').mockImplementation(() => {
    const histogram = new Histogram();
    histograms.push(histogram);
    return histogram as unknown as perfHooks.IntervalHistogram;
  });
  syncBuiltinESMExports();
  const runs = (delays: Partial<Histogram>): void => {
    for (const each of histograms) if (each.isOn) Object.assign(each, delays);
  };
  const watch = watchEventLoopDelay();
  return { watch, runs, isMeasuring: () => histograms.some(({ isOn }) => isOn) };
}

it('is what is over the time between two measurements, in seconds', () => {
  const { watch, runs } = measured();
  runs({ median: 10_000_000, p99: 35_000_000, max: 1_010_000_000 });
  const { median, p99, max } = watch.read();
  expect([median, p99.toFixed(6), max.toFixed(6)]).toEqual([0, '0.025000', '1.000000']);
  runs({ median: 9_000_000 });
  expect(watch.read().median).toBe(0);
});

it('is remembered for half a minute to a minute, and measured until it is closed', () => {
  const { watch, runs, isMeasuring } = measured();
  const max = (): string => watch.read().max.toFixed(6);
  runs({ max: 1_010_000_000 });
  vi.advanceTimersByTime(30_000);
  expect(max()).toBe('1.000000');
  vi.advanceTimersByTime(29_999);
  expect(max()).toBe('1.000000');
  vi.advanceTimersByTime(1);
  expect(max()).toBe('0.000000');
  watch.close();
  expect([isMeasuring(), vi.getTimerCount()]).toEqual([false, 0]);
});
