/** Which marks are left when there are too many. */
import Database from 'libsql';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openTables } from '../history-tables.ts';
import type { EventMark } from './history-mark.ts';
import type { MarkTable } from './mark-table.ts';

const ever = { fromMs: 0, toMs: 1e6, limit: 1e6 };
const kinds: readonly ((atMs: number) => EventMark)[] = [
  (atMs) => ({ kind: 'started', atMs }),
  (atMs) => ({ kind: 'paused', reason: 'user', atMs }),
  (atMs) => ({ kind: 'settings-changed', keys: [], atMs }),
];

let marks: MarkTable;
let db: Database.Database;
beforeEach(() => {
  db = new Database(':memory:');
  onTestFinished(() => void db.close());
  ({ marks } = openTables(db));
});

/** Puts so many marks of each kind; how many of each are left. */
function left(counts: readonly number[], atMost: number): number[] {
  for (const [at, count] of counts.entries()) {
    for (let atMs = 0; atMs < count; atMs += 1) marks.put(kinds[at]!(atMs));
  }
  marks.keepAtMost(atMost);
  const names = marks.between(ever).map(({ kind }) => kind);
  return counts.map((_, at) => names.filter((name) => name === kinds[at]!(0).kind).length);
}

it.each([
  [[50, 30, 20], 100, [50, 30, 20]],
  [[51, 30, 20], 100, [40, 30, 20]],
  [[60, 60, 60], 100, [30, 30, 30]],
  [[100, 10, 2], 100, [78, 10, 2]],
  [[100, 50, 2], 100, [44, 44, 2]],
  [[31, 60], 70, [31, 32]],
  [[101], 100, [90]],
])('of %j kept to %d, %j are left', (counts, atMost, kept) => {
  expect(left(counts, atMost)).toEqual(kept);
});

it('has the newest of each step, and how many are left out, where there are many', () => {
  for (let atMs = 0; atMs < 600; atMs += 1) marks.put({ kind: 'started', atMs });
  marks.put({ kind: 'paused', reason: 'user', atMs: 300 });
  const thinned = marks.between({ fromMs: 0, toMs: 599, limit: 599 });
  const steps = thinned.filter(({ kind }) => kind === 'started');
  // The last millisecond begins one more.
  expect(steps).toHaveLength(151);
  expect(thinned.slice(0, 4)).toEqual([
    { kind: 'more', count: 3, atMs: 3 },
    { kind: 'started', atMs: 3 },
    { kind: 'more', count: 3, atMs: 7 },
    { kind: 'started', atMs: 7 },
  ]);
  expect(thinned.filter(({ kind }) => kind === 'paused')).toHaveLength(1);
  expect(marks.between({ fromMs: 0, toMs: 599, limit: 600 })).toHaveLength(601);
});

it('has the newest of a moment, where it alone is asked for', () => {
  for (const atMs of [4, 5, 5, 5, 6]) marks.put({ kind: 'started', atMs });
  expect(marks.between({ fromMs: 5, toMs: 5, limit: 2 })).toEqual([
    { kind: 'more', count: 2, atMs: 5 },
    { kind: 'started', atMs: 5 },
  ]);
});

it('has steps of a length that depends on the time shown alone', () => {
  for (let atMs = 5_000; atMs < 5_600; atMs += 1) marks.put({ kind: 'started', atMs });
  const thinned = marks.between({ fromMs: 5_000, toMs: 5_599, limit: 10 });
  const shown = thinned.filter(({ kind }) => kind === 'started');
  // 4 ms, which begin at their multiples.
  expect(shown.map(({ atMs }) => atMs).slice(0, 3)).toEqual([5_003, 5_007, 5_011]);
  expect(shown.at(-1)?.atMs).toBe(5_599);
  const counts = thinned.map((mark) => (mark.kind === 'more' ? mark.count : 1));
  expect(counts.reduce((sum, count) => sum + count)).toBe(600);
});

it('leaves out marks that a newer version has written, and counts them where marks are left out', () => {
  const later = db.prepare('INSERT INTO event_mark (at_ms, facts) VALUES (?, ?)');
  marks.put({ kind: 'started', atMs: 4 });
  later.run([5, '{"kind":"eclipse"}']);
  later.run([5, '{"kind":"eclipse"}']);
  later.run([6, '{"kind":"paused","reason":"tides"}']);
  marks.put({ kind: 'paused', reason: 'user', atMs: 7 });
  expect(marks.between(ever)).toEqual([
    { kind: 'started', atMs: 4 },
    { kind: 'paused', reason: 'user', atMs: 7 },
  ]);
  expect(marks.between({ ...ever, limit: 1 })).toContainEqual({ kind: 'more', count: 1, atMs: 5 });
});
