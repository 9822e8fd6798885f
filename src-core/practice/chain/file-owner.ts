/**
 * Who has a data file open: one node at a time, as two would grow two histories in it. The owner
 * writes its name into the file and says again every few seconds that it lives; another may take
 * over when the owner's process is gone or has been silent. (SQLite's own exclusive lock does not
 * serve: libsql gives it back only when the garbage collector comes by.)
 */
import { randomUUID } from 'node:crypto';
import type Database from 'libsql';

const ALIVE_EVERY_MS = 5_000;
/** A process number may have been given to another program: silence this long settles it. */
const SILENT_MS = 20_000;

/** Takes the file; the undo gives it back. Null when another node has it. */
export function ownFile(db: Database.Database, nowMs: () => number): (() => void) | null {
  db.exec(
    `CREATE TABLE IF NOT EXISTS owner
       (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT, pid INTEGER, alive_ms INTEGER)`,
  );
  const id = randomUUID();
  const take = db.prepare('INSERT OR REPLACE INTO owner VALUES (1, ?, ?, ?)');
  const say = db.prepare('UPDATE owner SET alive_ms = ? WHERE id = ?');
  const leave = db.prepare('DELETE FROM owner WHERE id = ?');
  const taken = db.transaction((): boolean => {
    const [owner] = db.prepare('SELECT pid, alive_ms FROM owner').all() as {
      pid: number;
      alive_ms: number;
    }[];
    if (owner !== undefined && isRunning(owner.pid) && nowMs() - owner.alive_ms < SILENT_MS) {
      return false;
    }
    take.run(id, process.pid, nowMs());
    return true;
  })();
  if (!taken) return null;
  const timer = setInterval(() => say.run(nowMs(), id), ALIVE_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    leave.run(id);
  };
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
