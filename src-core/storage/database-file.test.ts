import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  damageIn,
  identityOf,
  IN_MEMORY,
  inTransaction,
  openDatabase,
  openForOneLook,
  prepareDatabase,
  readInSpiteOfDamage,
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
    const db = filled(join(folder, 'new.db'));
    if (process.platform !== 'win32') {
      // SQLite's index of the log would be a third.
      const files = ['x.db', 'new.db', 'new.db-wal'];
      expect(readdirSync(folder).sort()).toEqual(expect.arrayContaining(files));
      expect(readdirSync(folder)).not.toContain('new.db-shm');
      for (const name of files) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    db.close();
    expect(countIn(filled(IN_MEMORY))).toBe(2);
    expect(existsSync(IN_MEMORY)).toBe(false);
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
    expect(() => openDatabase(file)).toThrow(`${file} is not a file`);
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
    expect([countIn(db), db.inTransaction]).toEqual([1, false]);
    // As SQLite does by itself on a full disk.
    const rollsBack = (): void => {
      db.exec('ROLLBACK');
      throw new Error('disk full');
    };
    expect(() => inTransaction(db, rollsBack)).toThrow('disk full');
    db.close();
  });

  it('is read though a part of its schema is damaged', () => {
    const db = filled(file);
    db.exec('CREATE TABLE b (n)');
    db.exec('PRAGMA writable_schema = ON');
    db.exec("UPDATE sqlite_schema SET sql = 'CREATE TABEL b' WHERE name = 'b'");
    db.close();
    const again = openDatabase(file);
    expect(() => countIn(again)).toThrow(/malformed/);
    readInSpiteOfDamage(again);
    expect(countIn(again)).toBe(2);
    again.close();
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
    const db = filled(file);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    rmSync(`${file}-wal`, { force: true });
    const before = readdirSync(folder);
    expect(lookAtDatabase(file, false, countIn)).toBe(2);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('reads the log that a killed program left, and the file alone while one writes it', () => {
    const writing = filled(file);
    const copies = join(folder, 'copies');
    mkdirSync(copies);
    vi.stubEnv('TMPDIR', copies);
    vi.stubEnv('TEMP', copies);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    // As after a kill: nothing of the log is in the file yet.
    expect(lookAtDatabase(file, false, countIn)).toBe(2);
    expect(() => lookAtDatabase(file, true, countIn)).toThrow();
    expect(readdirSync(copies)).toEqual([]);
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
