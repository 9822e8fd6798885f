/** Runs a door in a process of its own, and ends that process when it is stuck. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessMessage, ProcessOrder } from './door-process.ts';
import { GROWTH_BOUND_MB } from './memory-growth.ts';
import type { DoorReport, FoundFault } from './run-door.ts';

/** A process that says nothing for this long is busy for ever. */
const SILENCE_MS = 120_000;
/** Megabytes of heap: what needs more has no bound. */
const HEAP_MB = 768;
const FILE = fileURLToPath(new URL('door-process.ts', import.meta.url));
const FLAGS = ['--expose-gc', '--disable-warning=ExperimentalWarning'];

/** The report of a door; of one whose process ended before, what is known. */
export function runProcess(order: ProcessOrder): Promise<DoorReport> {
  const beganMs = performance.now();
  return new Promise((resolve) => {
    const child = fork(FILE, {
      execArgv: [...FLAGS, `--max-old-space-size=${HEAP_MB}`],
    });
    let sent = 0;
    const endWith = (kind: FoundFault['kind'], message: string): void => {
      const seconds = (performance.now() - beganMs) / 1_000;
      const fault = { kind, message, seed: order.seed, file: null };
      settle({
        inputs: sent,
        seconds,
        cpuSeconds: 0,
        growthMb: 0,
        growthBoundMb: GROWTH_BOUND_MB,
        faults: [fault],
      });
    };
    const stuck = (): void => {
      endWith('hang', `a process that was busy for ${SILENCE_MS} ms after ${sent} inputs`);
      child.kill('SIGKILL');
    };
    let timer = setTimeout(stuck, SILENCE_MS);
    const settle = (report: DoorReport): void => {
      clearTimeout(timer);
      resolve(report);
    };
    child.on('message', (message: ProcessMessage) => {
      clearTimeout(timer);
      timer = setTimeout(stuck, SILENCE_MS);
      if (message.kind === 'alive') sent = message.sent;
      else if (message.kind === 'done') settle(message.report);
      else endWith('statement', message.reason);
    });
    child.once('exit', (code, signal) => {
      endWith('crash', `the process ended with ${signal ?? code} after ${sent} inputs`);
    });
    child.send(order);
  });
}
