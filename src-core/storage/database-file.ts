/**
 * A SQLite file that is opened so that damage to it, or to its neighbours, cannot end the process.
 * Two things can, and no `catch` helps: libsql aborts on bad text (see sqlite-values.ts), and the
 * shared-memory file `-shm` is mapped, so that a read after somebody truncated it is a SIGBUS. SQLite's
 * `unix-excl` file system keeps that index in the process's own memory instead; the file is then
 * for one process at a time. Windows does not let anybody truncate a mapped file.
 */
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { DamagedValue, textOf } from './sqlite-values.ts';
import type { Blob } from './sqlite-values.ts';

export type { Database };

export const IN_MEMORY = ':memory:';
/** SQLite's neighbours of a database file; `-shm` where an older version left one. */
export const NEIGHBOURS = ['-wal', '-shm'] as const;

/**
 * Opens (or makes) the database in `path`; nothing of it has been read yet.
 * @throws what libsql says
 */
export function openDatabase(path: string): Database.Database {
  const vfs = process.platform === 'win32' ? '' : '?vfs=unix-excl';
  return new Database(path === IN_MEMORY ? path : `${pathToFileURL(path).href}${vfs}`);
}

/**
 * Prepares the database to be written: the first look into the file.
 * @throws what libsql says
 */
export function prepareDatabase(db: Database.Database): void {
  // WAL: a write is one append; NORMAL: safe against a crash of the program, and of the machine
  // up to the last moments.
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cell_size_check = ON');
}

/**
 * What SQLite finds wrong in the file; null when it is sound. The whole file is looked through
 * for its structure, and `tables` with their indexes as well: for all tables that would take 4.4 s
 * instead of 0.6 s in a file of 80 MB (a day of 100 machines).
 * @throws what libsql says when it cannot even be looked through
 */
export function damageIn(db: Database.Database, tables: readonly string[]): string | null {
  // As tables: the pragmas themselves answer in text, with names out of the file.
  const checks = ['pragma_quick_check(1)', ...tables.map((t) => `pragma_integrity_check('${t}')`)];
  for (const check of checks) {
    const [first] = db
      .prepare(`SELECT CAST(${check.replace(/^pragma_|\(.*/g, '')} AS BLOB) AS line FROM ${check}`)
      .all() as { line: Blob }[];
    const answer = first === undefined ? 'no answer' : textOf(first.line);
    if (answer !== 'ok') return answer;
  }
  return null;
}

/**
 * Lets a file be read that was cut short or whose schema is damaged in parts: by itself SQLite
 * would refuse the whole of it. Only for a file that is about to be set aside.
 * @throws what libsql says
 */
export function readInSpiteOfDamage(db: Database.Database): void {
  db.exec('PRAGMA writable_schema = ON');
}

/** Carries out `change` wholly or not at all. */
export function inTransaction(db: Database.Database, change: () => void): void {
  db.exec('BEGIN');
  try {
    change();
    db.exec('COMMIT');
  } catch (error) {
    // A full disk has rolled it back already, and libsql's own `transaction` then complains of that.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * - `damaged`: certainly
 * - `strange`: an error that sound files do not give; damage, or a mistake in this program
 * - `moved`: another file has its name by now, or none
 * - the others may pass
 */
export type DatabaseFault =
  'damaged' | 'strange' | 'moved' | 'full' | 'in-use' | 'not-writable' | 'disk';

const FAULTS: readonly (readonly [codes: RegExp, fault: DatabaseFault])[] = [
  [/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/, 'damaged'],
  [/^SQLITE_READONLY_DBMOVED/, 'moved'],
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'in-use'],
  [/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/, 'not-writable'],
  [/^SQLITE_(IOERR|NOLFS|NOMEM)/, 'disk'],
  [/^SQLITE_/, 'strange'],
];

/** What an error says about the file; null when it is not of SQLite. */
export function databaseFaultOf(error: unknown): DatabaseFault | null {
  if (error instanceof DamagedValue) return 'damaged';
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  return FAULTS.find(([codes]) => codes.test(code))?.[1] ?? null;
}

/** Which files a path names; compared to notice that they were deleted or replaced. */
export function identityOf(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev}:${stats.ino}`;
}
