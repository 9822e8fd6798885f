/** What the history has after each event, at once: a program that is killed then has it too. */
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { MinerEvent } from '../state/miner-events.ts';
import { found } from '../tests/disk/found-block.ts';
import { totalSample } from '../tests/disk/history-samples.ts';
import { keptLines } from '../tests/disk/kept-lines.ts';
import { openHistory } from './history.ts';
import type { History } from './history.ts';

let file: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-events-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  file = join(folder, 'history.db');
});

const nowMs = (): number => 1_700_000_000_000;

function open(where = file): History {
  const history = openHistory(where, { nowMs, log: keptLines().log });
  onTestFinished(() => history.close());
  return history;
}

/** The history of a program that was killed now: what its files hold. */
function killed(): History {
  const copy = join(dirname(file), 'killed.db');
  for (const suffix of ['', '-wal']) {
    if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
  }
  return open(copy);
}

const error = { kind: 'request-refused', detail: 'too late', status: 400 };

it.each([
  ['solution-retried', 'pending', null],
  ['solution-accepted', 'accepted', null],
  ['solution-uncertain', 'uncertain', null],
  ['solution-superseded', 'superseded', null],
  ['solution-refused', 'refused', 'too late'],
  ['block-confirmed', 'confirmed', null],
  ['block-orphaned', 'orphaned', null],
])('after %s a block is %s', (type, state, reason) => {
  const history = open();
  history.record(found('a', 1_000));
  history.record(found('b', 2_000));
  const before = type === 'solution-retried' ? 'solution-uncertain' : 'solution-retried';
  history.record({ type: before, id: 'a', atMs: 1_100 } as MinerEvent);
  const event = { type, id: 'a', atMs: 1_200, ...(reason === null ? {} : { error }) };
  history.record(event as unknown as MinerEvent);
  const after = [
    { id: 'b', state: 'pending', reason: null },
    { id: 'a', state, reason },
  ];
  expect(history.blocks(9_000, 9)).toMatchObject(after);
  expect(killed().blocks(9_000, 9)).toMatchObject(after);
});

it('begins a new count of effort with a block, also in the file', () => {
  const history = open();
  const tried = { type: 'hashes-tried', worker: 'CPU 0', hashes: 500_000, elapsedMs: 1_000 };
  history.record({ ...tried, difficulty: 1e6, versionName: 'practice', atMs: 1 } as MinerEvent);
  history.record(found('a', 1_000));
  expect(history.block('a')?.effort).toBeCloseTo(0.5);
  history.record({ ...tried, difficulty: 1e6, versionName: 'practice', atMs: 2 } as MinerEvent);
  history.record(found('b', 2_000));
  const left = killed();
  expect(left.efforts().get('practice')).toBe(0);
  expect(left.effortHours('practice', 0)).toMatchObject([{ effort: 1 }]);
});

it('has a sample of the total in the file at once', () => {
  const history = open();
  history.addSample(totalSample({ atMs: nowMs(), hashesPerSecond: 7 }));
  const [step] = killed().samples(nowMs() - 60_000, nowMs() + 60_000, 10);
  expect(step?.hashesPerSecond).toBe(7);
});

it('answers from memory where its folder cannot be used, with nothing of what is not known', () => {
  writeFileSync(join(dirname(file), 'no folder'), '');
  const history = open(join(dirname(file), 'no folder', 'history.db'));
  for (const [id, atMs] of Object.entries({ a: 1_000, b: 2_000, c: 3_000 })) {
    history.record(found(id, atMs));
  }
  expect(history.marks({ fromMs: 0, toMs: 900_000, limit: 2 })).toMatchObject([
    { kind: 'more', count: 2, atMs: 3_000 },
    { kind: 'block', id: 'c' },
  ]);
  expect(history.marks({ fromMs: 0, toMs: 900_000, limit: 3 })).toHaveLength(3);
  expect(history.earnedSince('practice', 0)).toEqual({ reward: 0, blocks: 0, unknown: 0 });
  expect(history.machineSamples.seen()).toEqual([]);
  expect(history.effortHours('practice', 0)).toEqual([]);
  expect(history.samples(0, 9_000, 10)).toEqual([]);
});
