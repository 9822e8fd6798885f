/** The history's tables. A new version adds a step to the list and changes none before it. */
import type Database from 'libsql';

const STEPS = [
  `CREATE TABLE block (
     id TEXT PRIMARY KEY,
     version TEXT NOT NULL,
     chain INTEGER NOT NULL,
     height INTEGER NOT NULL,
     found_at_ms INTEGER NOT NULL,
     state TEXT NOT NULL,
     reason TEXT,
     difficulty REAL NOT NULL,
     effort REAL,
     worker TEXT NOT NULL
   );
   CREATE INDEX block_found ON block (found_at_ms);
   CREATE INDEX block_state ON block (version, state);
   CREATE TABLE sample (at_ms INTEGER PRIMARY KEY, rate REAL NOT NULL, difficulty REAL);
   CREATE TABLE number (name TEXT PRIMARY KEY, value REAL NOT NULL);
   CREATE TABLE outbox (
     id TEXT PRIMARY KEY,
     node TEXT NOT NULL,
     version TEXT NOT NULL,
     chain INTEGER NOT NULL,
     height INTEGER NOT NULL,
     difficulty REAL NOT NULL,
     worker TEXT NOT NULL,
     found_at_ms INTEGER NOT NULL,
     bytes BLOB NOT NULL
   );`,
  `CREATE TABLE machine_sample (
     machine TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     rate REAL NOT NULL,
     level REAL,
     PRIMARY KEY (machine, at_ms)
   ) WITHOUT ROWID;`,
  // The last minutes of all machines, and what is to be dropped, are found without reading a day.
  'CREATE INDEX machine_sample_at ON machine_sample (at_ms);',
] as const;

/**
 * Brings the tables of `db` up to date.
 * @throws Error when the file is no database, or was written by a newer version of this program.
 */
export function openTables(db: Database.Database): void {
  // WAL: a write is one append; NORMAL: safe against a crash of the program, and of the machine
  // up to the last moments.
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
  const version = row.user_version;
  if (version > STEPS.length) throw new Error('it was written by a newer version of Heddle');
  for (const [index, step] of STEPS.entries()) {
    if (index < version) continue;
    db.exec(`BEGIN; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
