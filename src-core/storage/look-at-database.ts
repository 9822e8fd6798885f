/** Reads a database that this program has not opened, and changes nothing: neither the file nor its companions. */
import { constants, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, openForOneLook } from './database-file.ts';
import type { Database } from './database-file.ts';

/**
 * What `query` finds in the database.
 * @param isHeld another program writes it now: what that has not yet moved from its log into the file is not seen
 * @throws what libsql throws, and the errors of the files
 */
export function lookAtDatabase<Found>(
  file: string,
  isHeld: boolean,
  query: (db: Database.Database) => Found,
): Found {
  const hasLog = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (isHeld || !hasLog) return queried(openForOneLook(file), query);
  // A program that was killed left a log. SQLite reads it only where it may write beside it.
  const folder = mkdtempSync(join(tmpdir(), 'heddle-look-'));
  try {
    const copy = join(folder, 'copy.db');
    for (const suffix of ['', '-wal']) {
      copyFileSync(file + suffix, copy + suffix, constants.COPYFILE_FICLONE);
    }
    return queried(openDatabase(copy), query);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function queried<Found>(db: Database.Database, query: (db: Database.Database) => Found): Found {
  try {
    return query(db);
  } finally {
    db.close();
  }
}
