/** Notices when no node has had work for a while, and when one has some again. */
import type { NodeEvent } from '../node/node-events.ts';

export interface NodeAbsence {
  /** To be called with every event of the nodes. */
  take(event: NodeEvent): void;
  close(): void;
}

interface NodeAbsenceOptions {
  /** How long it may be that no node has work, ms, from the first failure on; 0 is no limit. */
  readonly timeoutMs: number;
  /** Called once when that time has passed. */
  readonly onAbsent: () => void;
  /** Called when a node has work again after that. */
  readonly onBack: () => void;
}

/** Starts to watch; no failure has been seen yet. */
export function watchNodeAbsence({ timeoutMs, onAbsent, onBack }: NodeAbsenceOptions): NodeAbsence {
  let timer: NodeJS.Timeout | undefined;
  let isAbsent = false;

  function stopTimer(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    take({ type }) {
      if (type === 'node-failed' && !isAbsent && timeoutMs > 0) {
        timer ??= setTimeout(() => {
          timer = undefined;
          isAbsent = true;
          onAbsent();
        }, timeoutMs);
      } else if (type === 'node-answered') {
        stopTimer();
        if (isAbsent) onBack();
        isAbsent = false;
      }
    },
    close: stopTimer,
  };
}
