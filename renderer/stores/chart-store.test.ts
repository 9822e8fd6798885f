import { beforeEach, expect, it } from 'vitest';
import {
  CHART_POINTS,
  CHART_RANGES,
  chooseRange,
  receiveHistory,
  receiveSample,
  sliceMs,
  useChartStore,
} from './chart-store.ts';

const [quarter, hour] = CHART_RANGES;
const start = 6_000_000;
const sample = (atMs: number, hashesPerSecond: number, difficulty: number | null = 10) => ({
  atMs,
  hashesPerSecond,
  difficulty,
});
const points = () => useChartStore.getState().points;

beforeEach(() => chooseRange(quarter));

it('averages the samples of one slice and keeps the newest difficulty', () => {
  expect(sliceMs(quarter)).toBe(6000);
  receiveSample(sample(start, 10));
  receiveSample(sample(start + 1000, 20, 30));
  receiveSample(sample(start + 2000, 30, null));
  expect(points()).toEqual([{ atMs: start, hashesPerSecond: 20, difficulty: 30, samples: 3 }]);
});

it('never holds more points than a chart draws', () => {
  for (let second = 0; second < 2000; second += 1) receiveSample(sample(start + second * 1000, 5));
  expect(points().length).toBe(CHART_POINTS);
  expect(points().at(-1)?.atMs).toBe(Math.floor((start + 1_999_000) / 6000) * 6000);
});

it('leaves out the time in which nothing was mined', () => {
  receiveSample(sample(start, 10));
  receiveSample(sample(start + 60_000, 10));
  expect(points().map((point) => point.atMs - start)).toEqual([0, 60_000]);
});

it('drops the history of a range that is not shown any more', () => {
  chooseRange(hour);
  receiveHistory(quarter, [sample(start, 10)]);
  expect(points()).toEqual([]);
  expect(useChartStore.getState().loaded).toBe(false);
  receiveHistory(hour, [sample(start, 10)]);
  expect(points().length).toBe(1);
});
