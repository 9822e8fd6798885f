import { expect, it } from 'vitest';
import { NO_RATE, NO_RATES, addEstimates, bestRate, preciseEstimate } from './rate-estimates.ts';

const rate = (hashesPerSecond: number, relativeError: number) => ({
  hashesPerSecond,
  relativeError,
});

it('adds rates and variances, window by window', () => {
  const one = { oneMinute: rate(30, 0.1), tenMinutes: rate(10, 0.5), oneHour: NO_RATE };
  const other = { oneMinute: rate(40, 0.1), tenMinutes: NO_RATE, oneHour: NO_RATE };
  const sum = addEstimates([one, other]);
  expect(sum.oneMinute.hashesPerSecond).toBe(70);
  expect(sum.oneMinute.relativeError).toBeCloseTo(5 / 70);
  expect(sum.tenMinutes).toEqual(rate(10, 0.5));
  expect(sum.oneHour).toEqual(NO_RATE);
});

it('takes the shortest window that is exact to a fifth, or else the longest', () => {
  const estimates = { oneMinute: rate(1, 0.21), tenMinutes: rate(2, 0.2), oneHour: rate(3, 0.1) };
  expect(bestRate(estimates)).toBe(2);
  expect(preciseEstimate(estimates, 0.1)).toEqual(rate(3, 0.1));
  expect(preciseEstimate(estimates, 0.09)).toBeNull();
  expect(bestRate({ ...estimates, tenMinutes: rate(2, 0.3), oneHour: rate(3, 0.3) })).toBe(3);
  expect([bestRate(NO_RATES), preciseEstimate(NO_RATES, 1)]).toEqual([0, null]);
});
