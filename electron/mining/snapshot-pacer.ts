/** How often the screen gets a snapshot: at most every so often, the last change always. */

/** Four snapshots a second at most. */
export const SNAPSHOT_PAUSE_MS = 250;

interface Pacer {
  /** Something changed: `announce` runs now or when the pause since its last run is over. */
  changed(): void;
  /** Forgets a change that waits, and those that trail behind. */
  close(): void;
}

/** Runs `announce` at most once in `intervalMs`, and never without a change. */
export function createPacer(intervalMs: number, announce: () => void): Pacer {
  let lastAtMs = -Infinity;
  let waiting: NodeJS.Timeout | null = null;
  let isClosed = false;

  return {
    changed() {
      if (waiting !== null || isClosed) return;
      // At least one turn later: what changes in one go is announced as one.
      const pauseMs = Math.max(0, lastAtMs + intervalMs - performance.now());
      waiting = setTimeout(() => {
        waiting = null;
        lastAtMs = performance.now();
        announce();
      }, pauseMs);
    },
    close() {
      isClosed = true;
      if (waiting !== null) clearTimeout(waiting);
      waiting = null;
    },
  };
}
