import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { topicsWithoutShares } from './share-topics.ts';

const topics = (changes: Partial<MinerConfig>): readonly string[] =>
  topicsWithoutShares({ ...DEFAULT_CONFIG, worker: 'stratum', ...changes });

it('are those of machines where only whole blocks are shares, as they are by default', () => {
  expect(topics({})).toEqual(['rate-low', 'rejects-high']);
});

it('leave out what is switched off', () => {
  const notifyKinds = ['machine-offline', 'rate-low', 'disk-low'] as const;
  expect(topics({ notifyKinds: [...notifyKinds] })).toEqual(['rate-low']);
  expect(topics({ notifyRateBelow: 0 })).toEqual(['rejects-high']);
  expect(topics({ notifyRejectsAbove: 1 })).toEqual(['rate-low']);
});

it.each([
  ['shares of a period', { stratumDifficulty: 'period:10' }],
  ['shares of a level', { stratumDifficulty: 42 }],
  ['the practice network, whose blocks are easy', { practice: true }],
  ['another worker', { worker: 'cpu' }],
] as const)('are none with %s', (_, changes) => {
  expect(topics(changes)).toEqual([]);
});
