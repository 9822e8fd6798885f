/** Places of names: how many there are, when they are written as seen, and when one is free again. */
import Database from 'libsql';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openTables } from '../history-tables.ts';
import { seriesTableIn } from './series-table.ts';

const HOUR = 3_600;
const DAY = 86_400;
const START = 1_700_000_000;

let db: Database.Database;
let series: ReturnType<typeof seriesTableIn>;
beforeEach(() => {
  db = new Database(':memory:');
  onTestFinished(() => void db.close());
  openTables(db);
  series = seriesTableIn(db);
});

type Kind = Parameters<typeof series.see>[0];

/** Fills so many places of a kind, with names around their number. */
function fill(kind: Kind, count: number, [before, after] = ['', '']): void {
  db.prepare(
    `WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
     INSERT INTO series (kind, name, seen_at) SELECT ?, ? || n || ?, ? FROM number`,
  ).run([count, kind, before, after, START]);
}

/** How many of so many new names get a place. */
function take(kind: Kind, count: number, nameOf = (at: number) => `new ${at}`): number {
  const ids = Array.from({ length: count }, (_, at) => series.see(kind, nameOf(at), START));
  return ids.filter((id) => id !== null).length;
}

it.each([
  ['total', 32],
  ['pool', 1_000],
  ['device', 2_000],
] as const)('of %s are limited to %d, until one was not seen for a day', (kind, most) => {
  fill(kind, most - 3);
  expect(take(kind, 9)).toBe(3);
  expect(series.see(kind, 'late', START + DAY)).toBeNull();
  const other = kind === 'total' ? 'device' : 'total';
  expect(series.see(other, 'late', START + DAY)).not.toBeNull();
  expect(series.see(kind, 'late', START + DAY + 60)).not.toBeNull();
  // A text that points share is gone with its place; the points of a machine are deleted first.
  const rows = db.prepare('SELECT COUNT(*) AS n FROM series WHERE kind = ?').get([kind]);
  expect(rows).toMatchObject({ n: kind === 'pool' ? most : most + 1 });
  expect(series.count('total', 0)).toBeLessThanOrEqual(32);
});

it('are looked for again a minute after none was free', () => {
  fill('total', 32);
  const id = series.find('total', '5') ?? 0;
  expect(series.see('total', 'new', START + 10)).toBeNull();
  series.remove(id);
  expect(series.see('total', 'new', START + 69)).toBeNull();
  expect(series.see('total', 'new', START + 70)).not.toBeNull();
});

it('are written as seen once an hour', () => {
  const seenSince = (since: number): number => series.count('machine', since);
  series.see('machine', 'rig', START);
  series.see('machine', 'rig', START + HOUR - 1);
  expect([seenSince(START), seenSince(START + 1)]).toEqual([1, 0]);
  series.see('machine', 'rig', START + HOUR);
  expect([seenSince(START + HOUR), seenSince(START + HOUR + 1)]).toEqual([1, 0]);
  // The clock was set back.
  series.see('machine', 'rig', START - 5);
  expect(seenSince(START)).toBe(0);
});

it('belong to a kind and a name, and are forgotten with a change that failed', () => {
  db.exec('BEGIN');
  const id = series.see('machine', 'rig', START);
  expect(series.see('machine', 'rig', START)).toBe(id);
  expect(series.see('device', 'rig', START)).not.toBe(id);
  expect([series.find('machine', 'rig'), series.find('machine', 'other')]).toEqual([id, null]);
  db.exec('ROLLBACK');
  series.reset();
  expect(series.find('machine', 'rig')).toBeNull();
  expect(series.see('machine', 'rig', START)).not.toBeNull();
  expect(series.find('machine', 'rig')).not.toBeNull();
});

it('are gone over in turn, without those of texts, from the first again after the last', () => {
  expect(series.after(0)).toBeNull();
  const first = series.see('total', '', START) ?? 0;
  series.see('pool', 'x', START);
  const last = series.see('machine', 'rig', START) ?? 0;
  db.exec(`UPDATE series SET name = NULL WHERE id = ${last}`);
  expect(series.after(0)).toEqual({ id: first, kind: 'total', isForgotten: false });
  expect(series.after(first)).toEqual({ id: last, kind: 'machine', isForgotten: true });
  expect(series.after(last)).toEqual({ id: first, kind: 'total', isForgotten: false });
  // As a damaged file may have it.
  db.exec(`UPDATE series SET kind = 'planet' WHERE id = ${first}`);
  expect(series.after(0)).toEqual({ id: first, kind: 'total', isForgotten: true });
});

it.each([
  ['of an address', ['10.0.0.66#', ''], 1_000, 1],
  ['of rigs at an address', ['rig ', '@10.0.0.66'], 1_000, 1],
  ['of rigs with signs in their names', ['a@b#', '@10.0.0.66'], 1_000, 1],
  ['without an address', ['rig ', ''], 1_000, 5],
  ['without an address', ['rig ', ''], 1_998, 2],
])('%s are no more than those left to others: %j', (_what, [before, after], filled, most) => {
  fill('machine', filled, [before!, after!]);
  expect(take('machine', 5, (at) => `${before}new ${at}${after}`)).toBe(most);
});

it('of an address are looked for again a minute after it had its share', () => {
  fill('machine', 1_001, ['10.0.0.66#', '']);
  expect(take('machine', 3, (at) => `10.0.0.66#new ${at}`)).toBe(0);
  db.exec('DELETE FROM series WHERE id <= 10');
  expect(series.see('machine', '10.0.0.66#new', START + 59)).toBeNull();
  expect(series.see('machine', '10.0.0.67#new', START + 59)).not.toBeNull();
  expect(series.see('machine', '10.0.0.66#new', START + 60)).not.toBeNull();
});
