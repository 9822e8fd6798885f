import { expect, it } from 'vitest';
import { mergeRates } from './merge-rates.ts';

const line = (...samples: readonly (readonly [atMs: number, rate: number])[]) =>
  samples.map(([atMs, hashesPerSecond]) => ({ atMs, hashesPerSecond, level: null }));

it('puts samples of one step into one row, in the order of the machines', () => {
  const rows = mergeRates([line([0, 1], [10_000, 2]), line([2_000, 5], [13_000, 6])], 10_000);
  expect(rows).toEqual([
    { atMs: 0, rates: [1, 5] },
    { atMs: 10_000, rates: [2, 6] },
  ]);
});

it('leaves open where a machine did not mine, and keeps every sample', () => {
  const rows = mergeRates([line([0, 1], [10_000, 2], [16_000, 3]), line([20_000, 5])], 10_000);
  expect(rows.map(({ rates }) => rates)).toEqual([
    [1, null],
    [2, null],
    [3, 5],
  ]);
});
