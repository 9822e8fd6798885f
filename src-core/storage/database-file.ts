/**
 * Opens SQLite files such that damage to them, or to their companion files, cannot kill the process.
 * Two things could, and no `catch` helps: libsql aborts on bad text (see sqlite-values.ts), and the
 * shared-memory file `-shm` is mapped, so that a read after it was truncated is a SIGBUS. SQLite's
 * `unix-excl` file system keeps that index in the process's own memory instead; the file is then for
 * one process at a time. Windows does not allow a mapped file to be truncated.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { textOf } from './sqlite-values.ts';
import type { Blob } from './sqlite-values.ts';
import { closeToOthers, makePrivateFile } from '../system/private-files.ts';

export type { Database };

/** The path of a database that is kept in memory. */
export const IN_MEMORY = ':memory:';
/** Suffixes of SQLite's companion files; `-shm` where an older version left one. */
export const COMPANIONS = ['-wal', '-shm'] as const;

/** The file cannot be opened, and the system does not say why. */
class CannotOpen extends Error {
  readonly code = 'SQLITE_CANTOPEN';
}

/**
 * Opens (or creates) the database in `path`, which only its owner may read; SQLite gives its companion
 * files the same mode. Nothing of it has been read yet.
 * @throws the system's error, or one with the code SQLITE_CANTOPEN
 */
export function openDatabase(path: string): Database.Database {
  if (path === IN_MEMORY) return new Database(path);
  keepPrivate(path);
  const vfs = process.platform === 'win32' ? '' : '?vfs=unix-excl';
  return connect(path, vfs, () => {
    makePrivateFile(path);
    accessSync(path, constants.R_OK | constants.W_OK);
  });
}

/**
 * Opens a database that another program may be writing, to read what its file holds: no lock is taken and its log is not
 * read. A page that is being written meanwhile makes a query throw.
 * @throws the system's error, or one with the code SQLITE_CANTOPEN
 */
export function openForOneLook(path: string): Database.Database {
  return connect(path, '?mode=ro&immutable=1', () => accessSync(path, constants.R_OK));
}

/**
 * @param askSystem throws why the file cannot be used: the error of libsql's constructor has no code, and in its
 *   message an address and a number of SQLite
 */
function connect(path: string, options: string, askSystem: () => void): Database.Database {
  // SQLite waits for whoever writes to a pipe, and reads a folder as damage.
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  if (!isFile) throw new CannotOpen(`${path} is not a file`);
  try {
    return new Database(`${pathToFileURL(path).href}${options}`);
  } catch (error) {
    askSystem();
    throw new CannotOpen(`${path} cannot be opened`, { cause: error });
  }
}

/** A failure is ignored: opening the file then reports it, or succeeds in spite of it. */
function keepPrivate(path: string): void {
  try {
    makePrivateFile(path);
    closeToOthers(path);
  } catch {
    // See above.
  }
}

/**
 * Prepares the database for writing. This reads the file for the first time.
 * @throws what libsql throws
 */
export function prepareDatabase(db: Database.Database): void {
  // WAL: a write is one append; NORMAL: safe against a crash of the program, and of the machine
  // up to the last moments.
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cell_size_check = ON');
}

/**
 * What SQLite finds wrong in the file; null when it is sound. The structure of the whole file is
 * checked, and `tables` together with their indexes: for all tables that would take 4.4 s instead of
 * 0.6 s in a file of 80 MB (a day of 100 machines).
 * @throws what libsql throws when the file cannot even be checked, and DamagedValue
 */
export function damageIn(db: Database.Database, tables: readonly string[]): string | null {
  // As tables: the pragmas themselves answer in text, with names out of the file.
  const checks = ['pragma_quick_check(1)', ...tables.map((t) => `pragma_integrity_check('${t}')`)];
  for (const check of checks) {
    const [first] = db
      .prepare(`SELECT CAST(${check.replace(/^pragma_|\(.*/g, '')} AS BLOB) AS line FROM ${check}`)
      .all() as { line: Blob }[];
    const answer = textOf(first?.line ?? null);
    if (answer !== 'ok') return answer;
  }
  return null;
}

/**
 * Makes a file readable that was cut short or whose schema is partly damaged: by default SQLite
 * refuses all of it. Only for a file that is about to be set aside.
 * @throws what libsql throws
 */
export function readInSpiteOfDamage(db: Database.Database): void {
  db.exec('PRAGMA writable_schema = ON');
}

/** Makes all of `change` or nothing of it. Throws what `change` throws, or libsql. */
export function inTransaction(db: Database.Database, change: () => void): void {
  db.exec('BEGIN');
  try {
    change();
    db.exec('COMMIT');
  } catch (error) {
    // A full disk has rolled it back already; libsql's own `transaction` would throw because of that.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Which file has this path, to notice that it was deleted or replaced; null if there is none. */
export function identityOf(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev}:${stats.ino}`;
}
