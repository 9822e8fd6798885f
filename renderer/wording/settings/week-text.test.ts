import { expect, it } from 'vitest';
import { parseWeekHours } from '../../../src-core/config/week-hours.ts';
import { unwrap } from '../../../src-core/index.ts';
import { translationTo } from '../../../messages/translation.ts';
import { weekText } from './week-text.ts';

it.each([
  [
    'en',
    'mon-thu 22:00-07:00, sat 00:00-24:00',
    'Mon–Thu 22:00–07:00, Sat all day · 60 hours a week',
  ],
  [
    'de',
    'mon-thu 22:30-07:00, sat 00:00-24:00',
    'Mo–Do 22:30–07:00, Sa ganztags · 58 Stunden pro Woche',
  ],
  ['en', 'sun 00:30-05:00', 'Sun 00:30–05:00 · 4.5 hours a week'],
  ['de', 'mon-sun 00:00-24:00', 'Immer'],
] as const)('%s: %s', (language, text, words) => {
  expect(weekText(translationTo(language), unwrap(parseWeekHours(text)))).toBe(words);
});
