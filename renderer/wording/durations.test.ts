import { describe, expect, it } from 'vitest';
import { aboutText, durationText } from './durations.ts';

describe('durations', () => {
  it.each([
    [0.4, 'less than 1 s'],
    [8.9, '8 s'],
    [60, '1 min'],
    [130, '2 min 10 s'],
    [7_800, '2 h 10 min'],
    [3 * 86_400 + 4 * 3600, '3 d 4 h'],
    [400 * 86_400, '1 y 35 d'],
  ])('says %d s as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it('does not say a length that is unknown', () => {
    expect(durationText(null)).toBe('–');
    expect(aboutText(null)).toBe('–');
    expect(aboutText(Number.POSITIVE_INFINITY)).toBe('–');
  });
});

describe('expectations', () => {
  it.each([
    [0.3, 'less than 1 s'],
    [8, 'about 8 s'],
    [59.7, 'about 1 minute'],
    [61, 'about 1 minute'],
    [180, 'about 3 minutes'],
    [59.6 * 60, 'about 1 h'],
    [7_800, 'about 2 h 10 min'],
    [23.95 * 3600, 'about 1 day'],
    [4 * 86_400, 'about 4 days'],
    [366 * 86_400, 'about 1 year'],
    [20 * 365 * 86_400, 'about 20 years'],
    [1e12, 'more than 1000 years'],
  ])('says %d s as %s', (seconds, text) => {
    expect(aboutText(seconds)).toBe(text);
  });
});
