/** The points of the last seconds as a file has them, of this version or an earlier one, or damaged. */
import Database from 'libsql';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openTables } from '../history-tables.ts';
import { journalTableIn } from './journal-table.ts';
import type { Point } from './point-kinds.ts';

let db: Database.Database;
let journal: ReturnType<typeof journalTableIn>;
beforeEach(() => {
  db = new Database(':memory:');
  onTestFinished(() => void db.close());
  openTables(db);
  journal = journalTableIn(db);
});

const point = (changes: object = {}): Point => ({
  ...{ kind: 'total', name: '', at: 10, span: 10, n: 2, values: { rate: 5, difficulty: null } },
  ...changes,
});

it('has what was put last, of every kind', () => {
  expect(journal.get()).toEqual([]);
  journal.put([point()]);
  const points = [
    point({ at: 0 }),
    point({ kind: 'machine', name: 'rig', values: { rate: 1.5, level: null } }),
    point({ kind: 'device', name: 'a', values: { pool: 'x', parts: [0.5, null, 70] } }),
  ];
  journal.put(points);
  expect(journal.get()).toEqual(points);
});

it.each([
  ['kind', 'planet'],
  ['name', 5],
  ['at', -1],
  ['at', 0.5],
  ['span', 0],
  ['n', 0],
  ['values', { rate: true }],
  ['values', { parts: ['a'] }],
])('has nothing where a damaged file has another %s: %j', (key, value) => {
  journal.put([point(), point({ [key]: value })]);
  expect(journal.get()).toEqual([]);
});

it.each(['', '{', '5', '[5]'])('has nothing where a damaged file has %j', (text) => {
  db.prepare('INSERT OR REPLACE INTO point_journal VALUES (1, ?)').run([text]);
  expect(journal.get()).toEqual([]);
});

it('has points of an earlier version as this one keeps them', () => {
  const counts = { hardware_errors: 3, uptime: 600, accepted: 12, rejected: 1, pool: 'x' };
  const columns = { rate: 5e12, celsius: 70, fan_speed: 3_000 };
  const device = (values: object) => point({ kind: 'device', name: 'a', values });
  const kept = [
    device({ ...counts, ...columns }),
    device({ ...counts, ...columns, parts: [0.25, 71, 6e12, 2_900] }),
    device({ ...counts, rate: null, celsius: 'warm', fan_speed: null, parts: null }),
    // A total has a rate of its own.
    point({ values: { rate: 7 } }),
  ];
  journal.put(kept);
  const [plain, parts, empty, total] = journal.get();
  expect(plain?.values).toEqual({ ...counts, parts: [null, 5e12, 70, 3_000] });
  const boards = [71, null, 6e12, null, ...Array.from({ length: 28 }, () => null)];
  expect(parts?.values).toEqual({
    ...counts,
    parts: [0.25, 5e12, 70, 3_000, null, ...boards, 2_900],
  });
  expect(empty?.values).toEqual({ ...counts, parts: [] });
  expect(total).toEqual(kept[3]);
});
