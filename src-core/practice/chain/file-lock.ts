/**
 * The lock of a data file: one node at a time may have it open, as two would grow two histories in
 * it. The owner writes an id into the file and renews a timestamp every few seconds; another node may
 * take over when the owner's process is gone or has been silent. (SQLite's own exclusive lock does
 * not help: libsql releases it only when the garbage collector runs.)
 */
import { randomUUID } from 'node:crypto';
import { codeOf } from '../../logging/thrown-reason.ts';
import { databaseFaultOf, inTransaction } from '../../storage/database-file.ts';
import type { Database } from '../../storage/database-file.ts';
import { asNumber } from '../../storage/sqlite-values.ts';

const ALIVE_EVERY_MS = 5_000;
/** A process id may belong to another program by now: an owner silent for this long is gone. */
const SILENT_MS = 20_000;

/**
 * Locks the file.
 * @param nowMs ms since the Unix epoch, comparable between processes
 * @returns a function that releases it, or null when another node has it
 * @throws what libsql throws
 */
export function lockFile(db: Database.Database, nowMs: () => number): (() => void) | null {
  db.exec(
    `CREATE TABLE IF NOT EXISTS owner
       (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT, pid INTEGER, alive_ms INTEGER)`,
  );
  const id = randomUUID();
  const take = db.prepare('INSERT OR REPLACE INTO owner VALUES (1, ?, ?, ?)');
  const renew = db.prepare('UPDATE owner SET alive_ms = ? WHERE id = ?');
  const leave = db.prepare('DELETE FROM owner WHERE id = ?');
  let taken = false;
  inTransaction(db, () => {
    const [owner] = db
      .prepare(`SELECT ${asNumber('pid')}, ${asNumber('alive_ms')} FROM owner`)
      .all() as { pid: number; alive_ms: number }[];
    if (owner !== undefined && isRunning(owner.pid) && nowMs() - owner.alive_ms < SILENT_MS) return;
    take.run([id, process.pid, nowMs()]);
    taken = true;
  });
  if (!taken) return null;
  const timer = setInterval(() => tolerantly(() => renew.run([nowMs(), id])), ALIVE_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    tolerantly(() => leave.run([id]));
  };
}

/** Faults of the file are ignored here: they show where blocks are written. */
function tolerantly(change: () => unknown): void {
  try {
    change();
  } catch (error) {
    if (databaseFaultOf(error) === null) throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, for another user.
    return codeOf(error) === 'EPERM';
  }
}
