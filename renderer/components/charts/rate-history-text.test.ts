import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import { DIFFICULTY, LEVEL, chartSummary, machineChartSummary } from './rate-history-text.ts';

const english = translationTo('en');
const HOUR = 'the last hour';
const sample = (atMs: number, hashesPerSecond: number | null, second: number | null = 5) => ({
  ...{ atMs, hashesPerSecond, second },
});

it('says the chart of all hashing in a sentence', () => {
  const samples = [sample(0, 1e6), sample(6000, 3e6)];
  expect(chartSummary(english, samples, HOUR, 6000).replaceAll('\u00a0', ' ')).toBe(
    'Hash rate over the last hour: mean 2.00 MH/s, lowest 1.00 MH/s, highest 3.00 MH/s, measured for 12 s.',
  );
  expect(chartSummary(english, [], HOUR, 6000)).toContain('No hash rate');
  const unknown = [sample(12_000, null), sample(18_000, null)];
  expect(chartSummary(english, unknown, HOUR, 6000)).toContain('No hash rate');
  expect(chartSummary(english, [...samples, ...unknown], HOUR, 6000)).toBe(
    chartSummary(english, samples, HOUR, 6000),
  );
});

it('says the chart of a machine in a sentence', () => {
  const samples = [sample(0, 4e12, 44), sample(60_000, 6e12, 45)];
  expect(machineChartSummary(english, samples, HOUR).replaceAll('\u00a0', ' ')).toBe(
    'Over 1 min: mean 5.00 TH/s, lowest 4.00 TH/s, highest 6.00 TH/s; level now 45.',
  );
  expect(machineChartSummary(english, [], HOUR)).toContain('Nothing');
});

it('marks difficulty from zero, and levels around those that occur', () => {
  const { ticks, beyond } = DIFFICULTY.scale([1e6, 3e6]);
  expect([ticks.at(0), beyond]).toEqual([0, null]);
  expect(ticks.at(-1)).toBeGreaterThan(3e6);
  expect(DIFFICULTY.scale([]).ticks).toEqual([0, 1]);
  // The difficulty of another network, long ago, does not flatten that of this one.
  const old = [4e17, ...Array.from({ length: 50 }, () => 5e7)];
  expect(DIFFICULTY.scale(old).beyond).toBe(4e17);
  expect(DIFFICULTY.scale(old).ticks.at(-1)).toBeLessThan(1e8);
  expect(LEVEL.scale([44, 45])).toEqual({ ticks: [43, 44, 45, 46], beyond: null });
});
