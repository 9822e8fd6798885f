/** How late the main thread's event loop runs: everything in the program waits as long. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;

export interface EventLoopWatch {
  /** Delays in seconds since the last call, by quantile; all 0 when nothing was measured yet. */
  take(): Readonly<Record<'0.5' | '0.99' | '1', number>>;
  close(): void;
}

export function watchEventLoopDelay(): EventLoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  // The histogram counts nanoseconds between its own ticks, so the resolution is in them.
  const seconds = (nanoseconds: number): number =>
    histogram.count === 0 ? 0 : Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000);
  return {
    take() {
      const delays = {
        '0.5': seconds(histogram.percentile(50)),
        '0.99': seconds(histogram.percentile(99)),
        '1': seconds(histogram.max),
      };
      histogram.reset();
      return delays;
    },
    close: () => {
      histogram.disable();
    },
  };
}
