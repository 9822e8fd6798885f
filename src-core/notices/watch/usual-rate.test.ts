import { expect, it } from 'vitest';
import { usualRateOf } from './usual-rate.ts';

const samples = (rates: readonly number[]) =>
  rates.map((hashesPerSecond, step) => ({ atMs: step * 90_000, hashesPerSecond }));

it('is the mean of the time at work', () => {
  const off = Array.from({ length: 500 }, () => 0);
  const day = Array.from({ length: 60 }, (_, step) => (step % 2 === 0 ? 4e12 : 6e12));
  expect(usualRateOf(samples([...off, ...day, ...off]))).toBe(5e12);
});

it('is not known of a machine that worked for less than an hour', () => {
  expect(usualRateOf(samples([1e12, 1e12, 0, 0]))).toBeNull();
  expect(usualRateOf([])).toBeNull();
});
