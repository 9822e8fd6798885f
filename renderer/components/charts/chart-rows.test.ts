import { expect, it } from 'vitest';
import { CHART_RANGES } from '../../stores/chart-store.ts';
import { chartStartMs, machineRhythm, rowsWithGaps, tickTimes } from './chart-rows.ts';

const [quarter, , day] = CHART_RANGES;
const sample = (atMs: number, second: number | null = 44) => ({
  ...{ atMs, hashesPerSecond: 5e12, second },
});

it('breaks both lines where nothing was mined', () => {
  const samples = [sample(0), sample(6_000), sample(60_000, null)];
  const rows = rowsWithGaps(samples, { stepMs: 6_000, gapSteps: 1.5 });
  expect(rows.map(({ atMs, hashesPerSecond, second }) => [atMs, hashesPerSecond, second])).toEqual([
    [0, 5e12, 44],
    [6_000, 5e12, 44],
    [12_000, null, null],
    [60_000, 5e12, null],
  ]);
});

it('does not take for gaps what lies between the samples of many machines', () => {
  const times = [0, 60_000, 120_000, 180_000, 240_000, 300_000, 600_000];
  const samples = times.map((atMs) => sample(atMs));
  const rows = rowsWithGaps(samples, machineRhythm(samples, quarter));
  expect(rows.map(({ second }) => second)).toEqual([44, 44, 44, 44, 44, 44, null, 44]);
});

it('does not take the wider steps of a longer range for gaps', () => {
  const samples = [sample(0), sample(576_000), sample(2 * 576_000)];
  expect(rowsWithGaps(samples, machineRhythm(samples, day))).toHaveLength(3);
});

it('begins with the first measurement while it is younger than the range', () => {
  const until = 10_000_000;
  const start = (agoMs: number): number =>
    until - chartStartMs([sample(until - agoMs)], quarter, until);
  expect(start(5_000)).toBe(112_500);
  expect(start(300_000)).toBe(300_000);
  expect(start(900_000)).toBe(900_000);
  expect(start(905_000)).toBe(900_000);
  expect(until - chartStartMs([], quarter, until)).toBe(112_500);
});

it('puts four to six ticks at round times', () => {
  const now = new Date(2026, 10, 23, 6, 28, 2).getTime();
  for (const range of CHART_RANGES) {
    const ticks = tickTimes(now - range.spanMs, now);
    expect(ticks.length).toBeGreaterThanOrEqual(4);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.every((atMs) => new Date(atMs).getSeconds() === 0)).toBe(true);
  }
  expect(tickTimes(now - day.spanMs, now).every((at) => new Date(at).getHours() % 4 === 0)).toBe(
    true,
  );
});
