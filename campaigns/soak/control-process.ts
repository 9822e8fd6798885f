/**
 * A process that does nothing but compute for a quarter of the time, and measures how late its event loop runs, and how much
 * it could compute. On a busy computer one that is idle is let in at once, and says nothing about programs that have work to do.
 */
import { serveParent } from '../../bench/stratum/bench-process.ts';
import { measureLoop } from './event-loop.ts';
import type { LoopDelays } from './event-loop.ts';

const EVERY_MS = 20;
const WORK_MICROS = 5_000;

export interface ControlReport {
  readonly loop: LoopDelays;
  /** The part of its work that it could do, 0 … 1: less where others need the processors. */
  readonly done: number;
}

let startMs = 0;
let turns = 0;
let timer: NodeJS.Timeout | undefined;
let askLoop: () => LoopDelays = () => ({ p50: 0, p99: 0, longest: 0 });

serveParent({
  start(): void {
    startMs = performance.now();
    timer = setInterval(work, EVERY_MS);
    askLoop = measureLoop();
  },
  /** Measures until it is asked. */
  stop(): ControlReport {
    clearInterval(timer);
    const wanted = (performance.now() - startMs) / EVERY_MS;
    return { loop: askLoop(), done: Math.min(1, turns / wanted) };
  },
});

/** By processor time, so that it needs the same however busy the computer is. */
function work(): void {
  turns += 1;
  const before = process.cpuUsage();
  while (process.cpuUsage(before).user < WORK_MICROS);
}
