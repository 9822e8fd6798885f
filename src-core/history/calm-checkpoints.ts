/**
 * Moves what was written from SQLite's write-ahead log into the database while nothing happens.
 * SQLite does it by itself at every thousandth page, inside the write that filled it, and waits for
 * the disk meanwhile: 5 to 10 ms, which every hundredth block had to wait before it was sent.
 */
import type { Database } from '../storage/database-file.ts';

export interface CalmCheckpoints {
  /** To be called after each write. */
  wrote(): void;
  close(): void;
}

/** Writes after which a checkpoint is due: some 400 pages of 4 KiB. */
const WRITES_DUE = 200;
/** Nothing was written for so long: the moment is calm. */
const CALM_MS = 250;
/** Without a calm moment it happens all the same, so that the log does not grow for ever. */
const WRITES_AT_MOST = 20_000;

/**
 * Takes checkpoints over from SQLite for as long as `db` is open.
 * @param guarded carries one out; it may throw what the disk says
 */
export function takeCheckpointsCalmly(
  db: Database.Database,
  guarded: (checkpoint: () => void) => void,
): CalmCheckpoints {
  db.pragma('wal_autocheckpoint = 0');
  let writes = 0;
  let timer: NodeJS.Timeout | null = null;

  function checkpoint(): void {
    timer = null;
    writes = 0;
    // Passive: what a reader still needs stays for the next time.
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
        timer = setTimeout(checkpoint, CALM_MS).unref();
      } else {
        timer.refresh();
      }
    },
    close() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
