import { expect, it } from 'vitest';
import { clipped } from './clipped.ts';
import { durationText } from './duration-text.ts';
import { hashRateText } from './hash-rate-text.ts';

it.each([
  [-5, '0 s'],
  [499, '0 s'],
  [59_499, '59 s'],
  [59_500, '1 min'],
  [3_599_000, '59 min'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
  [86_399_000, '23 h 59 min'],
  [86_400_000, '1 d'],
  [273_600_000, '3 d 4 h'],
])('writes %d ms as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

it.each([
  [0, '0 H/s'],
  [0.5, '0.50 H/s'],
  [9.994, '9.99 H/s'],
  [9.995, '10.0 H/s'],
  [9.996, '10.0 H/s'],
  [99.94, '99.9 H/s'],
  [99.95, '100 H/s'],
  [99.96, '100 H/s'],
  [999.4, '999 H/s'],
  [999.5, '1.00 kH/s'],
  [15.3e6, '15.3 MH/s'],
  [2e9, '2.00 GH/s'],
  [5.12e12, '5.12 TH/s'],
  [123e15, '123 PH/s'],
  [7e18, '7.00 EH/s'],
  [7e22, '70000 EH/s'],
])('writes %d hashes per second as %s', (rate, text) => {
  expect(hashRateText(rate)).toBe(text);
});

it('cuts what is longer than the limit', () => {
  expect([clipped('abc', 3), clipped('abcd', 3)]).toEqual(['abc', 'abc…']);
});
