import { expect, it } from 'vitest';
import { bestRate } from '../../../src-core/index.ts';
import type { RateEstimate } from '../../../contract/screen-contract.ts';
import { translationTo } from '../../../messages/translation.ts';
import { bestEstimate, errorText, estimateText } from './rate-estimates.ts';

const english = translationTo('en');
const estimate = (hashesPerSecond: number, relativeError: number | null): RateEstimate => ({
  hashesPerSecond,
  relativeError,
});

it.each([
  [0.1, 0.05, 0.02],
  [0.21, 0.2, 0.1],
  [null, 0.5, 0.3],
  [null, null, 0.15],
  [null, null, null],
])('shows the rate that the miner counts with, for errors %s, %s, %s', (minute, ten, hour) => {
  const estimates = {
    oneMinute: estimate(1, minute),
    tenMinutes: estimate(2, ten),
    oneHour: estimate(3, hour),
  };
  expect(bestEstimate(estimates).hashesPerSecond).toBe(bestRate(estimates));
});

it('says how sure it is', () => {
  expect(estimateText(english, estimate(5.06e12, 0.081))).toBe('5.06\u00a0TH/s ±\u00a08%');
  expect(errorText(english, estimate(1, 0.001))).toBe('±\u00a01%');
  expect(errorText(english, estimate(1, 1))).toBe('±\u00a0100%');
  expect(errorText(translationTo('de'), estimate(1, 0.08))).toBe('±\u00a08\u00a0%');
  expect(estimateText(english, estimate(0, null))).toBe('–');
});
