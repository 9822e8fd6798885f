import { describe, expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { aboutText, durationText } from './durations.ts';

const english = translationTo('en');
const german = translationTo('de');

describe('durations', () => {
  it.each([
    [0.4, 'less than 1\u00a0s', 'weniger als 1\u00a0s'],
    [8.9, '8\u00a0s', '8\u00a0s'],
    [60, '1\u00a0min', '1\u00a0min'],
    [130, '2\u00a0min 10\u00a0s', '2\u00a0min 10\u00a0s'],
    [7_800, '2\u00a0h 10\u00a0min', '2\u00a0h 10\u00a0min'],
    [3 * 86_400 + 4 * 3600, '3\u00a0d 4\u00a0h', '3 Tage 4\u00a0h'],
    [86_400, '1\u00a0d', '1 Tag'],
    [400 * 86_400, '1\u00a0y 35\u00a0d', '1 Jahr 35 Tage'],
  ])('says %d s as %s and %s', (seconds, text, germanText) => {
    expect(durationText(english, seconds)).toBe(text);
    expect(durationText(german, seconds)).toBe(germanText);
  });

  it('does not say a length that is unknown', () => {
    expect(durationText(english, null)).toBe('–');
    expect(aboutText(english, null)).toBe('–');
    expect(aboutText(english, Number.POSITIVE_INFINITY)).toBe('–');
  });
});

describe('expectations', () => {
  it.each([
    [0.3, 'less than 1\u00a0s', 'weniger als 1\u00a0s'],
    [8, 'about 8\u00a0s', 'etwa 8\u00a0s'],
    [59.7, 'about 1 minute', 'etwa 1 Minute'],
    [61, 'about 1 minute', 'etwa 1 Minute'],
    [180, 'about 3 minutes', 'etwa 3 Minuten'],
    [59.6 * 60, 'about 1\u00a0h', 'etwa 1\u00a0h'],
    [7_800, 'about 2\u00a0h 10\u00a0min', 'etwa 2\u00a0h 10\u00a0min'],
    [23.95 * 3600, 'about 1 day', 'etwa 1 Tag'],
    [4 * 86_400, 'about 4 days', 'etwa 4 Tage'],
    [366 * 86_400, 'about 1 year', 'etwa 1 Jahr'],
    [20 * 365 * 86_400, 'about 20 years', 'etwa 20 Jahre'],
    [1e12, 'over 1,000 years', 'über 1.000 Jahre'],
  ])('says %d s as %s and %s', (seconds, text, germanText) => {
    expect(aboutText(english, seconds)).toBe(text);
    expect(aboutText(german, seconds)).toBe(germanText);
  });
});
