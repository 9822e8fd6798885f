import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { agoText, exactText, tickTimeText, timeOfDayText } from './moments.ts';

const now = new Date(2026, 10, 23, 6, 28, 2).getTime();
const english = translationTo('en');
const german = translationTo('de');

it.each([
  [0, 'just now', 'gerade eben'],
  [-3, 'just now', 'gerade eben'],
  [-120, 'in the future', 'in der Zukunft'],
  [12, '12\u00a0s ago', 'vor 12\u00a0s'],
  [59, '59\u00a0s ago', 'vor 59\u00a0s'],
  [60, '1\u00a0min ago', 'vor 1\u00a0min'],
  [3 * 3600 + 5, '3\u00a0h ago', 'vor 3\u00a0h'],
  [50 * 3600, '2\u00a0d ago', 'vor 2 Tagen'],
])('says %d s before now as %s and %s', (seconds, text, germanText) => {
  expect(agoText(english, now - seconds * 1000, now)).toBe(text);
  expect(agoText(german, now - seconds * 1000, now)).toBe(germanText);
});

it('writes the exact local time', () => {
  expect(exactText(english, now)).toBe('23 Nov 2026, 06:28:02');
  expect(exactText(german, now)).toBe('23. Nov. 2026, 06:28:02');
  expect(timeOfDayText(english, now)).toBe('06:28');
  expect(timeOfDayText(german, now, true)).toBe('06:28:02');
});

it('names the year of months once', () => {
  const texts = (months: readonly number[], translation = english): string[] => {
    const times = months.map((month) => new Date(2026, month, 1).getTime());
    return times.map((atMs) => tickTimeText(translation, atMs, 'month', times));
  };
  expect(texts([-2, 0, 2, 8])).toEqual(['Nov', 'Jan 2026', 'Mar', 'Sept']);
  expect(texts([-2, 0, 2], german)).toEqual(['Nov', 'Jan. 2026', 'Mär']);
  expect(texts([2, 3, 4])).toEqual(['Mar 2026', 'Apr', 'May']);
  expect(texts([0, 6, 12, 18])).toEqual(['Jan 2026', 'Jul', 'Jan 2027', 'Jul']);
});
