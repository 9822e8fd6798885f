import { expect, it } from 'vitest';
import { CHART_RANGES } from './chart-store.ts';
import { chartStartMs, chartSummary, rowsForChart, tickTimes } from './chart-rows.ts';

const [quarter, , day] = CHART_RANGES;
const point = (atMs: number, hashesPerSecond: number) => ({
  atMs,
  hashesPerSecond,
  difficulty: 5,
  samples: 6,
});

it('breaks the line where nothing was mined', () => {
  const rows = rowsForChart([point(6000, 1), point(12_000, 2), point(60_000, 3)], quarter, 66_000);
  expect(rows.map((row) => row.hashesPerSecond)).toEqual([1, 2, null, 3]);
  expect(rows[2]?.atMs).toBe(18_000);
});

it('leaves out what has left the range', () => {
  expect(rowsForChart([point(0, 1), point(1_200_000, 2)], quarter, 1_206_000).length).toBe(1);
});

it('begins with the first measurement while it is younger than the range', () => {
  const until = 10_000_000;
  const start = (agoMs: number): number =>
    until - chartStartMs([point(until - agoMs, 1)], quarter, until);
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

it('says the chart in a sentence', () => {
  expect(chartSummary([point(0, 1e6), point(6000, 3e6)], quarter).replaceAll('\u00a0', ' ')).toBe(
    'Hash rate over the last 15 min: mean 2.00 MH/s, lowest 1.00 MH/s, highest 3.00 MH/s, measured during 12 s.',
  );
  expect(chartSummary([], quarter)).toContain('No hash rate');
});
