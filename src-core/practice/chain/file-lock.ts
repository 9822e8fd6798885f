/**
 * Who has a data file open: one node at a time, as two would grow two histories in it. The owner
 * writes its name into the file and says again every few seconds that it lives; another may take
 * over when the owner's process is gone or has been silent. (SQLite's own exclusive lock does not
 * serve: libsql gives it back only when the garbage collector comes by.)
 */
import { randomUUID } from 'node:crypto';
import { databaseFaultOf, inTransaction } from '../../storage/database-file.ts';
import type { Database } from '../../storage/database-file.ts';
import { asNumber } from '../../storage/sqlite-values.ts';

const ALIVE_EVERY_MS = 5_000;
/** A process number may have been given to another program: silence this long settles it. */
const SILENT_MS = 20_000;

/** Takes the file; the undo gives it back. Null when another node has it. */
export function lockFile(db: Database.Database, nowMs: () => number): (() => void) | null {
  db.exec(
    `CREATE TABLE IF NOT EXISTS owner
       (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT, pid INTEGER, alive_ms INTEGER)`,
  );
  const id = randomUUID();
  const take = db.prepare('INSERT OR REPLACE INTO owner VALUES (1, ?, ?, ?)');
  const say = db.prepare('UPDATE owner SET alive_ms = ? WHERE id = ?');
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
  const timer = setInterval(() => tolerantly(() => say.run([nowMs(), id])), ALIVE_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    tolerantly(() => leave.run([id]));
  };
}

/** A full disk or a damaged file shows where blocks are written; silence settles who owns it. */
function tolerantly(say: () => unknown): void {
  try {
    say();
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
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
