import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { onTestFinished, expect, it } from 'vitest';
import { mkChainId } from '../chainweb/chain-graph.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import { openHistory } from './history.ts';

const HOUR_MS = 3_600_000;
const START_MS = 500_000 * HOUR_MS;

const tried = (effort: number): MinerEvent => ({
  type: 'hashes-tried',
  worker: 'CPU 0',
  atMs: START_MS,
  hashes: effort * 1e6,
  elapsedMs: 1_000,
  difficulty: 1e6,
});
const found: MinerEvent = {
  type: 'solution-found',
  id: 'a',
  atMs: START_MS,
  chain: mkChainId(2),
  height: 9,
  difficulty: 1e6,
  worker: 'CPU 0',
  versionName: 'practice',
};

function historyFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-effort-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'history.db');
}

it('keeps the effort of each hour over blocks and restarts, with nothing counted twice', () => {
  const file = historyFile();
  let nowMs = START_MS + 60_000;
  const first = openHistory(file, { nowMs: () => nowMs });
  first.record(tried(0.25));
  first.record(found);
  first.record(tried(0.5));
  nowMs += 10_000;
  first.record(tried(0.125));
  first.close();
  nowMs = START_MS + HOUR_MS + 1_800_000;
  const again = openHistory(file, { nowMs: () => nowMs });
  again.record(tried(2));
  const hours = again.effortHours(START_MS);
  expect(hours).toEqual([
    { fromMs: START_MS, untilMs: START_MS + HOUR_MS, effort: 0.875 },
    { fromMs: START_MS + HOUR_MS, untilMs: nowMs, effort: 2 },
  ]);
  expect(again.effortHours(START_MS)).toEqual(hours);
  expect(again.effortHours(START_MS + HOUR_MS)).toEqual(hours.slice(1));
  expect(again.effort()).toBeCloseTo(2.625);
  again.close();
});

it('forgets hours that no luck figure uses', () => {
  let nowMs = START_MS;
  const kept = openHistory(':memory:', { nowMs: () => nowMs });
  kept.record(tried(1));
  expect(kept.effortHours(0)).toHaveLength(1);
  nowMs += 33 * 24 * HOUR_MS;
  kept.addSample({ atMs: nowMs, hashesPerSecond: 1, difficulty: 1e6 });
  expect(kept.effortHours(0)).toEqual([]);
  kept.close();
});

it('begins with the file of an older version, whose effort since the last block stays', () => {
  const file = historyFile();
  const first = openHistory(file, { nowMs: () => START_MS });
  first.record(tried(1));
  first.close();
  const old = new Database(file);
  old.exec('DROP TABLE effort_hour; DROP TABLE event_mark; PRAGMA user_version = 6;');
  old.close();
  const migrated = openHistory(file, { nowMs: () => START_MS });
  expect(migrated.effortHours(0)).toEqual([]);
  expect(migrated.effort()).toBe(1);
  migrated.record(tried(2));
  expect(migrated.effortHours(0)).toMatchObject([{ effort: 2 }]);
  migrated.close();
});
