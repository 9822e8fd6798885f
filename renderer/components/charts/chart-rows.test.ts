import { expect, it } from 'vitest';
import { rateRows, rowsWithGaps } from './chart-rows.ts';

const MINUTE = 60_000;
const span = (minutes: number) => ({ fromMs: 0, untilMs: minutes * MINUTE });
const sample = (atMs: number, second: number | null = 44) => ({
  ...{ atMs, hashesPerSecond: 5e12, second },
});

it('breaks both lines where nothing was mined, and knows the points that stand alone', () => {
  const samples = [sample(0), sample(10_000), sample(60_000, null)];
  const rows = rowsWithGaps(samples, span(15));
  expect(rows).toEqual([
    { ...sample(0), isAlone: false },
    { ...sample(10_000), isAlone: false },
    { atMs: 20_000, isAlone: false },
    { ...sample(60_000, null), isAlone: true },
  ]);
});

it('knows the rates that stand alone among those that are not known', () => {
  const rates = [null, 5, null, 6, 7];
  const samples = rates.map((hashesPerSecond, at) => ({
    ...sample(at * 10_000),
    hashesPerSecond,
  }));
  const rows = rateRows(samples, span(15));
  expect(rows.map(({ hashesPerSecond }) => hashesPerSecond)).toEqual(rates);
  expect(rows.map(({ isAlone }) => isAlone)).toEqual([false, true, false, false, false]);
  const far = [sample(0), sample(10 * MINUTE)];
  expect(rateRows(far, span(15)).map(({ isAlone }) => isAlone)).toEqual([true, false, true]);
});

it('does not take for gaps what lies between the samples of many machines', () => {
  const times = [0, 60_000, 120_000, 180_000, 240_000, 300_000, 600_000];
  const rows = rowsWithGaps(
    times.map((atMs) => sample(atMs)),
    span(15),
  );
  expect(rows.map(({ second }) => second)).toEqual([44, 44, 44, 44, 44, 44, undefined, 44]);
  expect(rows.map(({ isAlone }) => isAlone).filter(Boolean)).toHaveLength(1);
});

it('does not take the wider steps of a longer time for gaps', () => {
  const samples = [sample(0), sample(576_000), sample(2 * 576_000)];
  expect(rowsWithGaps(samples, span(24 * 60))).toHaveLength(3);
});

it('takes no long step for a gap, but what is missing beside it', () => {
  const HOUR = 60 * MINUTE;
  const hour = (atMs: number) => ({ ...sample(atMs), spanMs: HOUR });
  const minute = (atMs: number) => ({ ...sample(atMs), spanMs: MINUTE });
  const young = Array.from({ length: 50 }, (_, i) => minute(2.5 * HOUR + (i + 0.5) * MINUTE));
  const old = [hour(0.5 * HOUR), hour(1.5 * HOUR), hour(2 * HOUR)];
  expect(rowsWithGaps([...old, ...young], span(150))).toHaveLength(53);
  const missing = [...old.slice(0, 2), ...young];
  expect(rowsWithGaps(missing, span(150)).map(({ atMs }) => atMs)[2]).toBe(2 * HOUR + MINUTE / 2);
});

it('finds a second value that stands alone, whatever the rate does', () => {
  const at = (index: number, rate: number | null, second: number | null) => ({
    ...{ atMs: index * 10_000, hashesPerSecond: rate, second },
  });
  const samples = [at(0, 0, null), at(1, 0, 5e7), at(2, 0, null), at(3, 1, 5e7), at(4, null, 5e7)];
  const rows = rateRows(samples, { fromMs: 0, untilMs: 60_000 });
  expect(rows.map(({ isSecondAlone }) => isSecondAlone)).toEqual([
    ...[false, true, false, false, false],
  ]);
  expect(rows.map(({ isAlone }) => isAlone)).toEqual([false, false, false, false, false]);
});
