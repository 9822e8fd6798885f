/** Tables of other versions, or damaged ones: which are taken, left alone, or set aside. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { keptLines } from '../tests/disk/kept-lines.ts';
import { STEPS } from './history-steps.ts';
import { openHistory } from './history.ts';
import { openTables } from './history-tables.ts';
import { emptyOutbox, salvageOutbox } from './outbox-table.ts';

it.each([
  [-1, 'damaged'],
  [STEPS.length + 1, 'newer'],
  [100, 'newer'],
  [101, 'damaged'],
])('a file of version %d is %s', (version, kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-version-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'history.db');
  openHistory(file).close();
  const db = new Database(file);
  db.exec(`PRAGMA user_version = ${version}; PRAGMA wal_checkpoint(TRUNCATE)`);
  db.close();
  const { log, lines } = keptLines();
  openHistory(file, { log }).close();
  const isSetAside = readdirSync(folder).some((name) => name.includes('.damaged-'));
  expect(isSetAside).toBe(kind === 'damaged');
  expect(lines).toEqual([
    expect.stringContaining(
      kind === 'damaged' ? 'was damaged' : 'it was written by a newer version of Heddle',
    ),
  ]);
});

it('every step is made once, from whichever version on', () => {
  for (let version = 0; version <= STEPS.length; version += 1) {
    const db = new Database(':memory:');
    db.exec(`${STEPS.slice(0, version).join('')} PRAGMA user_version = ${version};`);
    openTables(db);
    openTables(db);
    expect(db.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: STEPS.length });
    db.close();
  }
});

it('solutions in the table of an earlier version are read but for damaged ones', () => {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  expect(salvageOutbox(db)).toEqual([]);
  openTables(db);
  const put = db.prepare('INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const [id, height] of [
    ['a', 7],
    ['b', 7.5],
    ['c', 8],
  ] as const) {
    put.run([id, 'http://node', 'practice', 3, height, 5, 'CPU 0', 9, Buffer.of(1)]);
  }
  expect(salvageOutbox(db).map(({ id }) => id)).toEqual(['a', 'c']);
  emptyOutbox(db);
  expect(salvageOutbox(db)).toEqual([]);
});
