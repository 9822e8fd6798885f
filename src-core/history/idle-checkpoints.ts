/**
 * Checkpoints SQLite's write-ahead log into the database while nothing is written. SQLite itself does
 * so at every thousandth page, inside the write that filled it, and waits for the disk meanwhile:
 * 5 to 10 ms by which every hundredth block was sent later.
 */
import type { Database } from '../storage/database-file.ts';

export interface IdleCheckpoints {
  /** Must be called after each write. */
  wrote(): void;
  /** Cancels a pending checkpoint. */
  close(): void;
}

/** Writes after which a checkpoint is due: some 400 pages of 4 KiB. */
const WRITES_DUE = 200;
/** Time without writes after which the database counts as idle. */
const IDLE_MS = 250;
/** Writes after which a checkpoint happens even if it is never idle, so that the log stays bounded. */
const WRITES_AT_MOST = 20_000;

/**
 * Takes over checkpoints from SQLite for as long as `db` is open.
 * @param guarded runs a checkpoint and handles what it throws (errors of the disk)
 */
export function checkpointWhenIdle(
  db: Database.Database,
  guarded: (checkpoint: () => void) => void,
): IdleCheckpoints {
  db.pragma('wal_autocheckpoint = 0');
  let writes = 0;
  let timer: NodeJS.Timeout | null = null;

  function checkpoint(): void {
    timer = null;
    writes = 0;
    // Passive: pages that a reader still needs stay for the next time.
    guarded(() => void db.pragma('wal_checkpoint(PASSIVE)'));
  }

  return {
    wrote() {
      writes += 1;
      if (writes < WRITES_DUE) return;
      if (writes >= WRITES_AT_MOST) {
        if (timer !== null) clearTimeout(timer);
        checkpoint();
      } else if (timer === null) {
        timer = setTimeout(checkpoint, IDLE_MS).unref();
      } else {
        timer.refresh();
      }
    },
    close() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
