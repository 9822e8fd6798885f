import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { onTestFinished, expect, it } from 'vitest';
import { mkChainId } from '../../../chainweb/chain-graph.ts';
import type { MinerEvent } from '../../../state/miner-events.ts';
import { totalSample } from '../../../tests/disk/history-samples.ts';
import { STEPS } from '../../history-steps.ts';
import { openHistory } from '../../history.ts';

const HOUR_MS = 3_600_000;
const START_MS = 500_000 * HOUR_MS;

const tried = (effort: number): MinerEvent => ({
  type: 'hashes-tried',
  worker: 'CPU 0',
  atMs: START_MS,
  hashes: effort * 1e6,
  elapsedMs: 1_000,
  difficulty: 1e6,
  versionName: 'practice',
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
  const hours = again.effortHours('practice', START_MS);
  expect(hours).toEqual([
    { fromMs: START_MS, untilMs: START_MS + HOUR_MS, effort: 0.875 },
    { fromMs: START_MS + HOUR_MS, untilMs: nowMs, effort: 2 },
  ]);
  expect(again.effortHours('practice', START_MS)).toEqual(hours);
  expect(again.effortHours('practice', START_MS + HOUR_MS)).toEqual(hours.slice(1));
  expect(again.efforts().get('practice')).toBeCloseTo(2.625);
  again.close();
});

it('forgets hours that no luck figure uses', () => {
  let nowMs = START_MS;
  const kept = openHistory(':memory:', { nowMs: () => nowMs });
  kept.record(tried(1));
  expect(kept.effortHours('practice', 0)).toHaveLength(1);
  nowMs += 33 * 24 * HOUR_MS;
  kept.addSample(totalSample({ atMs: nowMs }));
  expect(kept.effortHours('practice', 0)).toEqual([]);
  kept.close();
});

it('keeps networks apart: practice says nothing about another one', () => {
  const kept = openHistory(':memory:', { nowMs: () => START_MS });
  kept.record(tried(0.5));
  kept.record({ ...tried(0.25), versionName: 'mainnet01' } as MinerEvent);
  kept.record(found);
  expect(kept.block('a')?.effort).toBe(0.5);
  expect([...kept.efforts()]).toEqual([
    ['practice', 0],
    ['mainnet01', 0.25],
  ]);
  expect(kept.effortHours('mainnet01', START_MS)).toMatchObject([{ effort: 0.25 }]);
  expect(kept.countBlocks('mainnet01', Infinity)).toBe(0);
  kept.close();
});

/** Makes a file of the version before network_effort, in which a block was found on `network`. */
function makeOld(file: string, network: string | null): void {
  const old = new Database(file);
  old.exec(
    `${STEPS.slice(0, 8).join('')} PRAGMA user_version = 8;
     INSERT INTO number VALUES ('effort', 1);
     INSERT INTO effort_hour VALUES (${START_MS}, 3);`,
  );
  if (network !== null) {
    old
      .prepare(
        "INSERT INTO block VALUES ('a', ?, 2, 9, ?, 'pending', NULL, 1e6, NULL, 'CPU 0', NULL, NULL)",
      )
      .run([network, START_MS]);
  }
  old.close();
}

it('gives the effort of an older version to the network of the newest block', () => {
  const file = historyFile();
  makeOld(file, 'mainnet01');
  const migrated = openHistory(file, { nowMs: () => START_MS + HOUR_MS });
  expect([...migrated.efforts()]).toEqual([['mainnet01', 1]]);
  expect(migrated.effortHours('mainnet01', 0)).toMatchObject([{ effort: 3 }]);
  expect(migrated.block('a')).toMatchObject({ reward: null, expectedSeconds: null });
  migrated.close();
});

it('gives it to the first network that is mined on, where no block says which it was', () => {
  const file = historyFile();
  makeOld(file, null);
  const migrated = openHistory(file, { nowMs: () => START_MS });
  migrated.record({ ...tried(2), versionName: 'mainnet01' } as MinerEvent);
  migrated.close();
  const again = openHistory(file, { nowMs: () => START_MS });
  expect([...again.efforts()]).toEqual([['mainnet01', 3]]);
  again.record(tried(0.5));
  expect(again.efforts().get('practice')).toBe(0.5);
  again.close();
});
