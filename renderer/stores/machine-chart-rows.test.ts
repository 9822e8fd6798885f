import { expect, it } from 'vitest';
import { CHART_RANGES } from './chart-store.ts';
import { levelTicks, machineChartSummary, machineRows } from './machine-chart-rows.ts';

const [QUARTER, , DAY] = CHART_RANGES;
const sample = (atMs: number, level: number | null = 44, hashesPerSecond = 5e12) => ({
  ...{ atMs, hashesPerSecond, level },
});

it('breaks the line where the machine was away', () => {
  const rows = machineRows([sample(0), sample(6_000), sample(60_000)], QUARTER);
  expect(rows.map(({ atMs, level }) => [atMs, level])).toEqual([
    [0, 44],
    [6_000, 44],
    [12_000, null],
    [60_000, 44],
  ]);
});

it('does not take the wider steps of a longer range for gaps', () => {
  expect(machineRows([sample(0), sample(576_000), sample(1_152_000)], DAY)).toHaveLength(3);
});

it('does not take for gaps what lies between the samples of many machines', () => {
  const times = [0, 60_000, 120_000, 180_000, 240_000, 300_000, 600_000];
  const rows = machineRows(
    times.map((atMs) => sample(atMs)),
    QUARTER,
  );
  expect(rows.map(({ level }) => level)).toEqual([44, 44, 44, 44, 44, 44, null, 44]);
});

it('marks whole levels, few of them', () => {
  expect(levelTicks([sample(0, 44), sample(1, 45)])).toEqual([43, 44, 45, 46]);
  expect(levelTicks([sample(0, 22.3)])).toEqual([21, 22, 23, 24]);
  expect(levelTicks([sample(0, 10), sample(1, 60)]).length).toBeLessThanOrEqual(6);
  expect(levelTicks([sample(0, null)])).toEqual([0, 1]);
});

it('says in words what it draws', () => {
  const text = machineChartSummary([sample(0, 44, 4e12), sample(60_000, 45, 6e12)], QUARTER);
  expect(text).toContain('mean 5.00\u00a0TH/s');
  expect(text).toContain('level now 45');
  expect(machineChartSummary([], QUARTER)).toContain('Nothing');
});
