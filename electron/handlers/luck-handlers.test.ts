import { expect, it, onTestFinished } from 'vitest';
import { openHistory } from '../../src-core/index.ts';
import type { History, MinerSnapshot } from '../../src-core/index.ts';
import { createLuckHandlers } from './luck-handlers.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 500_000 * HOUR_MS + 1_000;

const snapshot = {
  network: { versionName: 'mainnet01', nodeVersion: null, graph: [], blockDelayMicros: null },
  hashesPerSecondMinute: 1e9,
  difficulty: 86_400e9,
} as unknown as MinerSnapshot;

type HistoryEvent = Parameters<History['record']>[0];

function prepared(versionName: string) {
  const history = openHistory(':memory:', { nowMs: () => NOW_MS });
  onTestFinished(() => history.close());
  const work = { worker: 'CPU 0', versionName, difficulty: 1e6 };
  const record = (event: object): void =>
    history.record({ atMs: NOW_MS, ...event } as HistoryEvent);
  record({ type: 'hashes-tried', hashes: 2e6, elapsedMs: 1_000, ...work });
  record({ type: 'solution-found', id: 'a', chain: 0, height: 3, ...work });
  record({ type: 'solution-found', id: 'b', chain: 1, height: 3, ...work });
  for (const id of ['a', 'b']) record({ type: 'block-confirmed', id });
  record({ type: 'block-rewarded', id: 'a', reward: 0.98 });
  const share = { machine: 'CPU 0', difficulty: 4e6, blockDifficulty: 1e6 };
  record({ type: 'good-share', versionName, ...share });
  const host = { snapshot: () => snapshot };
  return createLuckHandlers(history, host, () => NOW_MS);
}

it('answers luck and odds of the network that is mined', async () => {
  const { getLuck } = prepared('mainnet01');
  const { luck, found: inAll, odds } = await getLuck({ versionName: 'mainnet01' });
  expect(inAll).toBe(2);
  expect(luck.map(({ days, found, expected }) => [days, found, expected])).toEqual([
    [1, 2, 2],
    [7, 2, 2],
    [30, 2, 2],
  ]);
  expect(odds?.expectedSeconds).toBe(86_400);
  expect(odds?.day).toBeCloseTo(1 - Math.exp(-1));
});

it('mixes nothing of another network in', async () => {
  const { getLuck, getBestShares, getEarnings } = prepared('practice');
  const versionName = 'mainnet01';
  const { luck, found: inAll } = await getLuck({ versionName });
  expect(inAll).toBe(0);
  expect(luck.every(({ found, expected }) => found === 0 && expected === 0)).toBe(true);
  expect((await getLuck({ versionName: 'practice' })).odds).toBeNull();
  expect((await getBestShares({ versionName })).ever).toBeNull();
  expect((await getEarnings({ versionName, todayMs: 0 })).month.blocks).toBe(0);
});

it('adds up known rewards, and says how many are not known', async () => {
  const { getEarnings, getBestShares } = prepared('mainnet01');
  const versionName = 'mainnet01';
  const earned = { reward: 0.98, blocks: 2, unknown: 1 };
  expect(await getEarnings({ versionName, todayMs: NOW_MS + 1 })).toEqual({
    today: { reward: 0, blocks: 0, unknown: 0 },
    week: earned,
    month: earned,
  });
  expect((await getBestShares({ versionName })).machines).toHaveLength(1);
});
