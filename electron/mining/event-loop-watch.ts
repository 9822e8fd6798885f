/** Measures how late the main process's event loop runs: mining must never make the app stutter. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from '../../src-core/index.ts';

const PERIOD_MS = 10_000;
const RESOLUTION_MS = 10;
const NOTABLE_P99_MS = 50;

/** Logs at debug when the 99th percentile of ten seconds was over 50 ms. Returns its end. */
export function watchEventLoop(logger: Logger): () => void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const timer = setInterval(() => {
    // The histogram counts nanoseconds between its own ticks, so the resolution is in them.
    const p99Ms = delays.percentile(99) / 1e6 - RESOLUTION_MS;
    const maxMs = delays.max / 1e6 - RESOLUTION_MS;
    delays.reset();
    if (p99Ms > NOTABLE_P99_MS) {
      logger.debug(`event loop delay: p99 ${p99Ms.toFixed(0)} ms, at most ${maxMs.toFixed(0)} ms`);
    }
  }, PERIOD_MS);
  timer.unref();

  return () => {
    clearInterval(timer);
    delays.disable();
  };
}
