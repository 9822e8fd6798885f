import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  damageIn,
  identityOf,
  IN_MEMORY,
  inTransaction,
  openDatabase,
  openForOneLook,
  prepareDatabase,
} from './database-file.ts';
import type { Database } from './database-file.ts';
import { databaseFaultOf } from './fault-codes.ts';
import { lookAtDatabase } from './look-at-database.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-file-'));
  file = join(folder, 'x.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A database with a table of the numbers 1 and 2. */
function filled(path: string): Database.Database {
  const db = openDatabase(path);
  prepareDatabase(db);
  db.exec('CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1), (2)');
  return db;
}
const countIn = (db: Database.Database): unknown =>
  (db.prepare('SELECT COUNT(*) AS n FROM a').get() as { n: number }).n;

describe('a database file', () => {
  it('is for its owner alone, whoever made it', () => {
    writeFileSync(file, '');
    chmodSync(file, 0o644);
    filled(file).close();
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    expect(countIn(filled(IN_MEMORY))).toBe(2);
  });

  it('that is none, or cannot be opened, says so with a code', () => {
    mkdirSync(file);
    const fault = (open: () => unknown): unknown => {
      try {
        open();
        return 'opened';
      } catch (error) {
        return databaseFaultOf(error) ?? (error as { code: string }).code;
      }
    };
    expect(fault(() => openDatabase(file))).toBe('not-writable');
    expect(fault(() => openForOneLook(file))).toBe('not-writable');
    expect(fault(() => openForOneLook(join(folder, 'none')))).toBe('ENOENT');
    expect(fault(() => openDatabase(join(folder, 'no', 'folder.db')))).toBe('ENOENT');
  });

  it('is sound or damaged', () => {
    const db = filled(file);
    expect(damageIn(db, ['a'])).toBeNull();
    db.exec('CREATE INDEX i ON a (n)');
    // An index that has not all rows.
    db.exec('PRAGMA writable_schema = ON');
    db.exec(
      "UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON a (n) WHERE n > 9' WHERE name = 'i'",
    );
    db.close();
    const again = openDatabase(file);
    expect(damageIn(again, ['a'])).toMatch(/index i/);
    again.close();
  });

  it('changes as a whole or not at all', () => {
    const db = filled(file);
    const fails = (): void => {
      db.exec('DELETE FROM a');
      throw new Error('a fault');
    };
    expect(() => inTransaction(db, fails)).toThrow('a fault');
    expect([countIn(db), db.inTransaction]).toEqual([2, false]);
    inTransaction(db, () => void db.exec('DELETE FROM a WHERE n = 1'));
    expect(countIn(db)).toBe(1);
    db.close();
  });

  it('has an identity as long as it is the same file', () => {
    filled(file).close();
    const identity = identityOf(file);
    expect(identity).toMatch(/^\d+:\d+$/);
    writeFileSync(file, 'changed');
    expect(identityOf(file)).toBe(identity);
    writeFileSync(join(folder, 'other'), '');
    expect(identityOf(join(folder, 'other'))).not.toBe(identity);
    expect(identityOf(join(folder, 'none'))).toBeNull();
  });
});

describe('a look at a database', () => {
  it('reads the file of a program that has ended, and leaves nothing beside it', () => {
    filled(file).close();
    const before = readdirSync(folder);
    expect(lookAtDatabase(file, false, countIn)).toBe(2);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('reads the log that a killed program left, and the file alone while one writes it', () => {
    const writing = filled(file);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    // As after a kill: nothing of the log is in the file yet.
    expect(lookAtDatabase(file, false, countIn)).toBe(2);
    expect(() => lookAtDatabase(file, true, countIn)).toThrow();
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([]);
    writing.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(lookAtDatabase(file, true, countIn)).toBe(2);
    writing.close();
  });

  it('passes on what the query throws', () => {
    filled(file).close();
    const query = (): never => {
      throw new Error('a fault');
    };
    expect(() => lookAtDatabase(file, false, query)).toThrow('a fault');
  });
});
