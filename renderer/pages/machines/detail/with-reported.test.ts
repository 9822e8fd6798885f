import { expect, it } from 'vitest';
import { withReported } from './with-reported.ts';

const sample = (atMs: number) => ({ atMs, hashesPerSecond: 1, second: null });
const report = (atMs: number, hashesPerSecond: number | null) => ({
  ...{ atMs, hashesPerSecond, celsius: null, fanSpeed: null },
});

it('gives each sample the newest report before it', () => {
  const joined = withReported(
    [sample(0), sample(10_000), sample(45_000), sample(300_000)],
    [report(5_000, 7), report(40_000, 8)],
  );
  expect(joined.map(({ reported }) => reported)).toEqual([null, 7, 8, null]);
});

it('leaves samples alone where nothing is reported', () => {
  expect(withReported([sample(0)], [])[0]).not.toHaveProperty('reported');
});
