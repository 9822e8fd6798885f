/** How late an event loop runs. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Delays with the ms of the measurement itself, ms. */
export interface LoopDelays {
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** Measures this thread's event loop from now on, until it is asked. */
export function measureLoop(): () => LoopDelays {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  return () => {
    delay.disable();
    const [p50 = 0, p99 = 0, longest = 0] = [50, 99, 100].map((part) => delay.percentile(part));
    return { p50: p50 / 1e6, p99: p99 / 1e6, longest: longest / 1e6 };
  };
}
