/** Signals that ask this program to stop: Ctrl-C, `kill`, a terminal that closes. */
import { EXIT } from './exit-codes.ts';

/** Two of Ctrl-C within this time are one: it may arrive from the terminal and from npm. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Calls `stop` at the first of these signals. A later Ctrl-C ends the program at once; other signals are often sent to a
 * whole group, or again by what waits for the end, and mean nothing new.
 */
export function onStopSignal(stop: () => void, now: () => number = () => performance.now()): void {
  let signalledAtMs: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (signalledAtMs === null) {
        signalledAtMs = now();
        stop();
      } else if (signal === 'SIGINT' && now() - signalledAtMs > SAME_SIGNAL_MS) {
        process.exit(EXIT.interrupted);
      }
    });
  }
}
