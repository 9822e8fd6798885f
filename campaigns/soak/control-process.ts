/**
 * A process that does nothing but compute for a quarter of the time, and measures how late its event loop runs. On a busy
 * computer one that is idle is let in at once, and says nothing about programs that have work to do.
 */
import { serveParent } from '../../bench/stratum/bench-process.ts';
import { measureLoop } from './event-loop.ts';
import type { LoopDelays } from './event-loop.ts';

const EVERY_MS = 20;
const WORK_MICROS = 5_000;

let timer: NodeJS.Timeout | undefined;
let askLoop: () => LoopDelays = () => ({ p50: 0, p99: 0, longest: 0 });

serveParent({
  start(): void {
    timer = setInterval(work, EVERY_MS);
    askLoop = measureLoop();
  },
  /** Measures until it is asked. */
  stop(): LoopDelays {
    clearInterval(timer);
    return askLoop();
  },
});

/** By processor time, so that it needs the same however busy the computer is. */
function work(): void {
  const before = process.cpuUsage();
  while (process.cpuUsage(before).user < WORK_MICROS);
}
