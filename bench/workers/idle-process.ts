/** A process that does nothing but measure how late its event loop runs: what this computer adds by itself. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serveParent } from '../stratum/bench-process.ts';

const delay = monitorEventLoopDelay({ resolution: 1 });

serveParent({
  start: () => void delay.enable(),
  /** Median, p99 and longest, ms. */
  stop(): readonly number[] {
    delay.disable();
    return [50, 99, 100].map((part) => delay.percentile(part) / 1e6);
  },
});
