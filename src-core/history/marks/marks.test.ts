import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { onTestFinished, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { openHistory } from '../history.ts';
import { openTables } from '../history-tables.ts';
import type { EventMark } from './history-mark.ts';
import { markOf, textOfMark } from './history-mark.ts';

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
  expect(again.marks(0, 20_000, 100)).toEqual([...MARKS.slice(0, 4), block, ...MARKS.slice(4)]);
  expect(again.marks(4_000, 5_000, 100)).toEqual([MARKS[3], block, MARKS[4]]);
  expect(again.marks(4_501, 8_000, 2)).toEqual(MARKS.slice(6, 8));
  again.close();
});

it('leaves out what another version has written, and nothing else', () => {
  const [, lost] = MARKS as [EventMark, EventMark];
  expect(markOf(2_000, textOfMark(lost))).toEqual(lost);
  for (const text of ['', '{', '[]', '{"kind":"eclipse"}', '{"kind":"paused","reason":"tides"}']) {
    expect(markOf(1, text), text).toBeNull();
  }
});

it('keeps the marks that were made last, whatever the clock said', () => {
  const db = new Database(':memory:');
  const { marks } = openTables(db);
  const made = [9, 1, 8, 2, 7, 3].map((atMs): EventMark => ({ kind: 'started', atMs }));
  made.forEach(marks.put);
  marks.keepLast(3);
  expect(marks.between(0, 100, 100).map(({ atMs }) => atMs)).toEqual([2, 3, 7]);
  db.close();
});
