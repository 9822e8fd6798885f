/** Signals that ask this program to stop: Ctrl-C, `kill`, a terminal that closes. */
import { EXIT } from './exit-codes.ts';

/**
 * Two signals of Ctrl-C within this time count as one: it may arrive from the terminal and from
 * npm.
 */
const SAME_SIGNAL_MS = 1_000;

/**
 * Calls `stop` at the first of these signals. A later Ctrl-C ends the program at once; other
 * signals are often sent to a whole group, or repeated by a program that waits for the end, and are
 * ignored.
 */
export function onStopSignal(stop: () => void): void {
  let signalledAtMs: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (signalledAtMs === null) {
        signalledAtMs = performance.now();
        stop();
      } else if (signal === 'SIGINT' && performance.now() - signalledAtMs > SAME_SIGNAL_MS) {
        process.exit(EXIT.interrupted);
      }
    });
  }
}
