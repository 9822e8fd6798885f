/** Hours of effort in the database, and those that cannot have been. */
import Database from 'libsql';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openTables } from '../history-tables.ts';
import type { EffortHourTable } from './effort-hour-table.ts';

const HOUR_MS = 3_600_000;
const START_MS = 480_000 * HOUR_MS;
const NOW_MS = START_MS + 10 * HOUR_MS + 5;

let db: Database.Database;
let hours: EffortHourTable;
beforeEach(() => {
  db = new Database(':memory:');
  onTestFinished(() => void db.close());
  hours = openTables(db).effortHours;
  for (const hour of [0, 1, 2]) hours.add('practice', START_MS + hour * HOUR_MS + 7, 1 + hour);
});

const since = (sinceMs: number, nowMs = NOW_MS) =>
  hours.since('practice', sinceMs, nowMs).map(({ fromMs, untilMs, effort }) => {
    return [(fromMs - START_MS) / HOUR_MS, (untilMs - START_MS) / HOUR_MS, effort];
  });

it('are those that end after a time, the last one up to now', () => {
  const all = [
    [0, 1, 1],
    [1, 2, 2],
    [2, 3, 3],
  ];
  expect(since(START_MS + HOUR_MS - 1)).toEqual(all);
  expect(since(START_MS + HOUR_MS)).toEqual(all.slice(1));
  expect(since(START_MS, START_MS + 2.5 * HOUR_MS)).toEqual([...all.slice(0, 2), [2, 2.5, 3]]);
  hours.add('practice', START_MS + HOUR_MS - 1, 0.5);
  expect(since(START_MS)[0]).toEqual([0, 1, 1.5]);
  hours.dropBefore(START_MS + HOUR_MS);
  expect(since(START_MS)).toEqual(all.slice(1));
});

it.each([
  ['at_ms = at_ms + 0.5', 2],
  [`at_ms = ${NOW_MS}`, 3],
  [`at_ms = ${NOW_MS + 1}`, 2],
  ['effort = -0.5', 2],
  ['effort = 0', 3],
  ['effort = 1e9', 3],
  ['effort = 1000000001', 2],
  ['effort = 1e999', 2],
])('are left out where damage has made them impossible: %s leaves %d', (change, left) => {
  db.exec(`UPDATE network_effort SET ${change} WHERE at_ms = ${START_MS + HOUR_MS}`);
  expect(since(START_MS)).toHaveLength(left);
});
