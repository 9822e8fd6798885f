/** How long points are kept: for a shorter time where there are many machines. */
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { openTables } from '../history-tables.ts';
import { machineSample } from '../../tests/disk/history-samples.ts';
import { machineValues } from './history-samples.ts';

const START = 1_700_006_400;
const DAY = 86_400;

/** Seconds of the points of a machine that are left so much later, where there are so many machines. */
function leftOf(machines: number, later: number, turns = 1): number[] {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  const { points } = openTables(db);
  const values = machineValues(machineSample({ atMs: START * 1000 }));
  const at = { kind: 'machine' as const, name: 'rig', span: 10, n: 1, values };
  points.write([{ ...at, at: START }], []);
  db.prepare(
    `WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
     INSERT INTO series (kind, name, seen_at) SELECT 'machine', n, ? FROM number WHERE n <= ?`,
  ).run([machines, START + later, machines]);
  for (let turn = 0; turn < turns; turn += 1) points.dropOld(START + later);
  const rows = db.prepare('SELECT tier FROM machine_point ORDER BY tier').all();
  return (rows as { tier: number }[]).map(({ tier }) => tier);
}

it.each([
  [1, 1.9, [10, 60, 3_600]],
  [1, 2.1, [60, 3_600]],
  [200, 1.9, [10, 60, 3_600]],
  [200, 2.1, [60, 3_600]],
  [400, 0.9, [10, 60, 3_600]],
  [400, 1.1, [60, 3_600]],
  [400, 14.9, [60, 3_600]],
  [400, 15.1, [3_600]],
  [400, 914, [3_600]],
  [400, 916, []],
])('%d machines after %d days: %j', (machines, days, left) => {
  expect(leftOf(machines, days * DAY)).toEqual(left);
});

it('are dropped a few at a time, and then the name', () => {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  const { points } = openTables(db);
  const values = machineValues(machineSample({ atMs: START * 1000 }));
  const at = { kind: 'machine' as const, name: 'rig', span: 10, n: 1, values };
  // Four hours of points, every ten minutes.
  points.write(
    Array.from({ length: 24 }, (_, i) => ({ ...at, at: START + 600 * i })),
    [],
  );
  const count = (tier: number): unknown =>
    (
      db.prepare('SELECT COUNT(*) AS n FROM machine_point WHERE tier = ?').get([tier]) as {
        n: number;
      }
    ).n;
  const names = (): unknown =>
    (db.prepare('SELECT COUNT(*) AS n FROM series').get() as { n: number }).n;
  const now = START + 20 * 366 * DAY;
  const seen: unknown[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    points.dropOld(now);
    seen.push([count(10), count(60), count(3_600), names()]);
  }
  expect(seen).toEqual([
    [18, 0, 0, 1],
    [12, 0, 0, 1],
    [6, 0, 0, 1],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ]);
});
