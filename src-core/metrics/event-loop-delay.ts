/** How late the main thread's event loop runs: everything in the program waits as long. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IntervalHistogram } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const HALF_MS = 30_000;

interface EventLoopWatch {
  /**
   * Delays in seconds by statistic, over the last half minute to minute; all 0 when nothing was
   * measured yet. Reading changes nothing: every reader sees the same.
   */
  read(): Readonly<Record<'median' | 'p99' | 'max', number>>;
  close(): void;
}

/** Starts to measure, until it is closed. */
export function watchEventLoopDelay(): EventLoopWatch {
  // The younger one fills while the older one is read; then it takes its place.
  let [older, younger] = [started(), started()];
  const turning = setInterval(() => {
    older.reset();
    [older, younger] = [younger, older];
  }, HALF_MS);
  turning.unref();
  return {
    read: () => ({
      median: seconds(older.percentile(50)),
      p99: seconds(older.percentile(99)),
      max: seconds(older.max),
    }),
    close() {
      clearInterval(turning);
      older.disable();
      younger.disable();
    },
  };
}

function started(): IntervalHistogram {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return histogram;
}

/** The histogram counts nanoseconds between its own ticks, so the resolution is in them. */
function seconds(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000);
}
