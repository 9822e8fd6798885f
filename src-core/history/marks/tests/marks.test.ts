import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { onTestFinished, expect, it } from 'vitest';
import { mkChainId } from '../../../chainweb/chain-graph.ts';
import { openHistory } from '../../history.ts';
import type { History } from '../../history.ts';
import { openTables } from '../../history-tables.ts';
import type { EventMark } from '../history-mark.ts';
import { markOf, textOfMark } from '../history-mark.ts';

const MARKS: readonly EventMark[] = [
  { kind: 'started', atMs: 1_000 },
  { kind: 'node-lost', node: 'http://node', error: 'timeout', atMs: 2_000 },
  { kind: 'fallback-used', node: 'http://other', lost: 'http://node', atMs: 3_000 },
  { kind: 'node-back', node: 'http://node', atMs: 4_000 },
  { kind: 'machine-came', key: 'rig@10.0.0.7', name: 'rig', atMs: 5_000 },
  {
    ...{ kind: 'machine-left', key: 'rig@10.0.0.7', name: 'rig', atMs: 6_000 },
    reason: { kind: 'connection-lost', code: 'ECONNRESET' },
  },
  { kind: 'settings-changed', keys: ['node', 'publicKey'], atMs: 7_000 },
  { kind: 'paused', reason: 'schedule', atMs: 8_000 },
  { kind: 'resumed', reason: 'schedule', atMs: 9_000 },
  { kind: 'worker-stopped', worker: 'gpu', reason: 'failed', atMs: 9_300 },
  { kind: 'worker-resumed', worker: 'gpu', atMs: 9_600 },
  { kind: 'broke-down', atMs: 10_000 },
  { kind: 'stopped', atMs: 11_000 },
];

it('keeps every kind over a restart, with own blocks in their states between them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-marks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = openHistory(join(folder, 'history.db'));
  [...MARKS].reverse().forEach(first.mark);
  first.record({
    ...{ type: 'solution-found', id: 'a', chain: mkChainId(2), height: 9, difficulty: 1e6 },
    ...{ worker: 'CPU 0', versionName: 'practice', atMs: 4_500 },
  });
  first.record({ type: 'solution-accepted', id: 'a', atMs: 4_600 });
  first.close();
  const again = openHistory(join(folder, 'history.db'));
  const block = { kind: 'block', id: 'a', chain: 2, height: 9, state: 'accepted', atMs: 4_500 };
  expect(again.marks({ fromMs: 0, toMs: 20_000, limit: 100 })).toEqual([
    ...MARKS.slice(0, 4),
    block,
    ...MARKS.slice(4),
  ]);
  expect(again.marks({ fromMs: 4_000, toMs: 5_000, limit: 100 })).toEqual([
    MARKS[3],
    block,
    MARKS[4],
  ]);
  again.close();
});

it('leaves out what another version has written, and nothing else', () => {
  const [, lost] = MARKS as [EventMark, EventMark];
  expect(markOf(2_000, textOfMark(lost))).toEqual(lost);
  for (const text of ['', '{', '[]', '{"kind":"eclipse"}', '{"kind":"paused","reason":"tides"}']) {
    expect(markOf(1, text), text).toBeNull();
  }
});

const ever = { fromMs: 0, toMs: 10_000, limit: 10_000 };

it('keeps the marks that were made last, whatever the clock said', () => {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  const { marks } = openTables(db);
  const timesLeft = () => marks.between(ever).map(({ atMs }) => atMs);
  const made = [9, 1, 8, 2, 7, 3].map((atMs): EventMark => ({ kind: 'started', atMs }));
  made.forEach(marks.put);
  marks.keepAtMost(6);
  expect(timesLeft()).toHaveLength(6);
  marks.keepAtMost(4);
  expect(timesLeft()).toEqual([2, 3, 7]);
});

it('keeps changed settings and lost nodes however often machines come and leave', () => {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  const { marks } = openTables(db);
  const rare: EventMark[] = [
    { kind: 'settings-changed', keys: ['node'], atMs: 1 },
    { kind: 'node-lost', node: 'http://node', error: 'timeout', atMs: 2 },
  ];
  rare.forEach(marks.put);
  for (let atMs = 3; atMs < 1_000; atMs++) {
    marks.put({ kind: 'machine-came', key: 'rig', name: 'rig', atMs });
  }
  marks.keepAtMost(100);
  const left = marks.between(ever);
  expect(left.slice(0, 2)).toEqual(rare);
  expect(left.slice(2).map(({ atMs }) => atMs)).toEqual(
    Array.from({ length: 88 }, (_, i) => 912 + i),
  );
});

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

/** A year in which two machines come and leave every few hours, and a node is lost early. */
function restlessYear() {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  const { marks } = openTables(db);
  marks.put({ kind: 'node-lost', node: 'http://node', error: 'timeout', atMs: 5 * MINUTE });
  for (let atMs = 0; atMs < YEAR; atMs += 300 * MINUTE) {
    for (const key of ['a', '"key":"a"']) {
      marks.put({ kind: 'machine-came', key, name: '"kind":"stopped', atMs });
    }
  }
  return marks;
}
const year = { fromMs: 0, toMs: YEAR };

it('shows something of all of a year, and how much is left out', () => {
  const marks = restlessYear();
  const all = marks.between({ ...year, limit: 10_000 });
  const thinned = marks.between({ ...year, limit: 500 });
  expect(thinned.length).toBeLessThan(700);
  expect(thinned).toContainEqual(all.find(({ kind }) => kind === 'node-lost'));
  const counts = thinned.map((mark) => (mark.kind === 'more' ? mark.count : 1));
  expect(counts.reduce((sum, count) => sum + count)).toBe(all.length);
  const times = thinned.map(({ atMs }) => atMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const pauses = times.slice(1).map((atMs, i) => atMs - (times[i] ?? 0));
  expect(Math.max(...pauses)).toBeLessThan(YEAR / 75);
});

it('leaves out other machines, but nothing that concerns all of them', () => {
  const marks = restlessYear();
  const own = marks.between({ ...year, limit: 10_000, machines: ['a'] });
  expect(new Set(own.map((mark) => ('key' in mark ? mark.key : null)))).toEqual(
    new Set(['a', null]),
  );
  expect(own).toHaveLength(YEAR / (300 * MINUTE) + 1);
  expect(marks.between({ ...year, limit: 10_000, machines: [] })).toHaveLength(1);
});

const HOUR = 60 * MINUTE;

function findBlock(history: History, atMs: number): void {
  history.record({
    ...{ type: 'solution-found', id: `${atMs}`, chain: mkChainId(2), height: 9, difficulty: 1e6 },
    ...{ worker: 'CPU 0', versionName: atMs % 2 === 0 ? 'practice' : 'mainnet01', atMs },
  });
}

it('shows own blocks in all of a year, and how many are left out at each place', () => {
  const history = openHistory(':memory:');
  onTestFinished(() => history.close());
  const times = Array.from({ length: 8_760 / 6 }, (_, i) => (6 * i + 1) * HOUR + (i % 2));
  times.forEach((atMs) => findBlock(history, atMs));
  const marks = history.marks({ ...year, limit: 500 });
  const blocks = marks.filter(({ kind }) => kind === 'block');
  expect(blocks).toHaveLength(150);
  expect(blocks.at(-1)).toMatchObject({ atMs: times.at(-1), state: 'pending' });
  let before = -1;
  for (const { atMs } of blocks) {
    const isHere = (time: number): boolean => time > before && time <= atMs;
    const shown = marks.filter((mark) => isHere(mark.atMs));
    const counts = shown.map((mark) => (mark.kind === 'more' ? mark.count : 1));
    expect(counts.reduce((sum, count) => sum + count)).toBe(times.filter(isHere).length);
    expect(atMs - before).toBeLessThan(YEAR / 75);
    before = atMs;
  }
});

// Steps of the longer time have 20 ms.
it.each([
  [2, 5, 4, ['block 2', 'block 3', 'block 4', 'block 5']],
  [2, 3_000, 5, ['block 2', 'block 3', 'block 4', 'block 5', 'block 3000']],
  [2, 3_000, 4, ['more 5', 'block 5', 'block 3000']],
  [4, 4, 9, ['block 4']],
  [6, 2_999, 9, []],
])('shows each own block from %i to %i ms where they are no more than %i', (...row) => {
  const [fromMs, toMs, limit, expected] = row;
  const history = openHistory(':memory:');
  onTestFinished(() => history.close());
  for (const atMs of [1, 2, 3, 4, 5, 3_000, 3_001]) findBlock(history, atMs);
  const shown = history.marks({ fromMs, toMs, limit });
  expect(shown.map(({ kind, atMs }) => `${kind} ${atMs}`)).toEqual(expected);
});
