/** What a history does without being told: where it warns, how often it drops what is old. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { MinerEvent } from '../state/miner-events.ts';
import { found } from '../tests/disk/found-block.ts';
import { machineSample, NO_SHARES, totalSample } from '../tests/disk/history-samples.ts';
import { openHistory } from './history.ts';

const HOUR_MS = 3_600_000;
const KEPT_MS = 32 * 24 * HOUR_MS;
const START_MS = 480_000 * HOUR_MS;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const tried = (versionName: string | null): MinerEvent => ({
  ...{ type: 'hashes-tried', worker: 'CPU 0', atMs: START_MS, hashes: 1e6, elapsedMs: 1_000 },
  ...{ difficulty: 1e6, versionName },
});

it('warns of faults of its files as the process does, where there is no log', () => {
  const file = join(newFolder(), 'history.db');
  writeFileSync(file, 'no database '.repeat(100));
  const warn = vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
  onTestFinished(() => warn.mockRestore());
  openHistory(file).close();
  expect(warn.mock.calls).toEqual([
    [expect.stringContaining(`the history in ${file} was damaged`)],
  ]);
});

it('has its outbox beside it, and none on disk in memory', () => {
  const folder = newFolder();
  openHistory(join(folder, 'data', 'history.db')).close();
  expect(readdirSync(join(folder, 'data'))).toContain('outbox.jsonl');
  const before = readdirSync('.');
  openHistory(':memory:').close();
  expect(readdirSync('.')).toEqual(before);
});

it('drops what is old at its start, and then every ten minutes', () => {
  const file = join(newFolder(), 'history.db');
  let nowMs = START_MS;
  const open = () => openHistory(file, { nowMs: () => nowMs });
  const first = open();
  first.record(tried('practice'));
  const hours = (history: ReturnType<typeof open>): number =>
    history.effortHours('practice', 0).length;
  expect(hours(first)).toBe(1);
  const dropAt = (atMs: number): number => {
    nowMs = START_MS + atMs;
    first.addSample(totalSample({ atMs: nowMs }));
    return hours(first);
  };
  expect([dropAt(KEPT_MS), dropAt(KEPT_MS + 1), dropAt(KEPT_MS + 599_999)]).toEqual([1, 1, 1]);
  expect(dropAt(KEPT_MS + 600_000)).toBe(0);
  nowMs = START_MS;
  first.record(tried('practice'));
  first.close();
  nowMs = START_MS + KEPT_MS + 1;
  const again = open();
  expect(hours(again)).toBe(0);
  again.close();
});

it('takes no effort of hashes for no known network', () => {
  const history = openHistory(':memory:', { nowMs: () => START_MS });
  history.record(tried(null));
  history.record({ type: 'woke', atMs: 1 });
  expect([...history.efforts()]).toEqual([]);
  history.close();
});

it('keeps what a block has paid, and sums it', () => {
  const history = openHistory(':memory:');
  history.record(found('a', 5_000));
  history.record({ type: 'block-confirmed', id: 'a', atMs: 6_000 });
  history.record({ type: 'block-rewarded', id: 'a', reward: 1.25, atMs: 6_000 });
  history.record({ type: 'block-rewarded', id: 'unknown', reward: 9, atMs: 6_000 });
  expect(history.block('a')).toMatchObject({ state: 'confirmed', reward: 1.25 });
  expect(history.earnedSince('practice', 5_000)).toEqual({ reward: 1.25, blocks: 1, unknown: 0 });
  expect(history.earnedSince('practice', 5_001)).toEqual({ reward: 0, blocks: 0, unknown: 0 });
  expect(history.blocks(9_000, 9, 'practice')).toHaveLength(1);
  expect(history.blocks(9_000, 9, 'mainnet01')).toEqual([]);
  history.close();
});

it.each([
  [400, 10_000],
  [401, 20_000],
])('of %d machines at once has points of %d ms', (count, spanMs) => {
  let nowMs = START_MS;
  const history = openHistory(':memory:', { nowMs: () => nowMs });
  const sample = machineSample({ atMs: START_MS + 12_000, shares: NO_SHARES });
  history.machineSamples.add(Array.from({ length: count }, (_, at) => [`rig ${at}`, sample]));
  nowMs += 60_000;
  const [step] = history.machineSamples.of('rig 7', START_MS, START_MS + 59_000, 100);
  // A longer point begins at a multiple of its length.
  expect(step?.atMs).toBe(START_MS + (spanMs === 10_000 ? 15_000 : 5_000));
  history.close();
});
