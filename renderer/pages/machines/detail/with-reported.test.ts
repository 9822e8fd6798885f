import { expect, it } from 'vitest';
import { withReported } from './with-reported.ts';

const sample = (atMs: number) => ({ atMs, hashesPerSecond: 1, second: null });
const report = (atMs: number, hashesPerSecond: number | null) => ({
  ...{ atMs, hashesPerSecond, celsius: null, fanSpeed: null },
});

const HOUR = { fromMs: 0, toMs: 3_600_000, points: 150 };

it('gives each sample the newest report before it', () => {
  const joined = withReported(
    [sample(0), sample(10_000), sample(45_000), sample(300_000)],
    [report(5_000, 7), report(40_000, 8)],
    HOUR,
  );
  expect(joined.map(({ reported }) => reported)).toEqual([null, 7, 8, null]);
});

it('takes older reports where the points are farther apart', () => {
  const day = { ...HOUR, toMs: 86_400_000 };
  const joined = withReported([sample(600_000)], [report(0, 7)], day);
  expect(joined[0]?.reported).toBe(7);
});

it('leaves samples alone where nothing is reported', () => {
  expect(withReported([sample(0)], [], HOUR)[0]).not.toHaveProperty('reported');
});
