/** A small database for each test, whose queries and opening fail when the test says so. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, onTestFinished, vi } from 'vitest';
import type { Database } from '../../storage/database-file.ts';
import type { HistoryFault } from '../../storage/storage-events.ts';
import { openResilientDatabase } from '../resilient-database.ts';
import type { ResilientDatabase } from '../resilient-database.ts';

interface Items {
  put(name: string): void;
  all(): string[];
}

function itemsIn(db: Database.Database): Items {
  db.exec('CREATE TABLE IF NOT EXISTS item (name TEXT)');
  const put = db.prepare('INSERT INTO item VALUES (?)');
  const all = db.prepare('SELECT name FROM item ORDER BY rowid');
  return {
    put: (name) => void put.run([name]),
    all: () => (all.all() as { name: string }[]).map(({ name }) => name),
  };
}

/** To be called once in a test file. */
export function faultyDatabase() {
  const test = {
    folder: '',
    file: '',
    nowMs: 0,
    /** What happened: faults, recoveries, and calls of the database. */
    news: [] as string[],
    faults: [] as HistoryFault[],
    /** What opening and checking throw, if they do. */
    openingFails: null as (() => Error) | null,
    checkFails: null as (() => Error) | null,
    open,
    pass(seconds: number): void {
      for (let second = 0; second < seconds; second += 1) {
        test.nowMs += 1_000;
        vi.advanceTimersByTime(1_000);
      }
    },
  };

  beforeEach(() => {
    vi.useFakeTimers();
    const folder = mkdtempSync(join(tmpdir(), 'heddle-faults-'));
    onTestFinished(() => {
      vi.useRealTimers();
      rmSync(folder, { recursive: true, force: true });
    });
    const file = join(folder, 'data', 'items.db');
    const fresh = { news: [], faults: [], openingFails: null, checkFails: null };
    Object.assign(test, { folder, file, nowMs: 1_000_000, ...fresh });
  });

  function open(file = test.file): ResilientDatabase<Items> {
    const database = openResilientDatabase<Items>({
      file,
      open(db) {
        test.news.push('open');
        if (test.openingFails !== null) throw test.openingFails();
        return itemsIn(db);
      },
      check() {
        test.news.push('check');
        if (test.checkFails !== null) throw test.checkFails();
      },
      salvage: (db) => test.news.push(`salvage ${itemsIn(db).all().join()}`),
      writable: () => test.news.push('writable'),
      onFault(fault) {
        test.faults.push(fault);
        test.news.push(fault.kind === 'unwritable' ? fault.cause : fault.kind);
      },
      onRecovered: () => test.news.push('recovered'),
      nowMs: () => test.nowMs,
    });
    onTestFinished(() => database.close());
    return database;
  }

  return test;
}

/** An error with a code of SQLite or of the system. */
export const coded = (code: string, more = {}): Error =>
  Object.assign(new Error(`made: ${code}`), { code, ...more });

export const all = (database: ResilientDatabase<Items>): string[] =>
  database.read((items) => items.all(), ['none']);

export const put = (database: ResilientDatabase<Items>, name: string): boolean =>
  database.write((items) => items.put(name));

/** A query that fails the first time that it is made. */
export function failingOnce(error: Error) {
  let isFirst = true;
  return (items: Items): string[] => {
    if (!isFirst) return items.all();
    isFirst = false;
    throw error;
  };
}
