import { expect, it } from 'vitest';
import { agoText, exactText, startOfDayMs, timeOfDayText } from './moments.ts';

const now = new Date(2026, 10, 23, 6, 28, 2).getTime();

it.each([
  [0, 'just now'],
  [-3, 'just now'],
  [-120, 'in the future'],
  [12, '12 s ago'],
  [59, '59 s ago'],
  [60, '1 min ago'],
  [3 * 3600 + 5, '3 h ago'],
  [50 * 3600, '2 d ago'],
])('says %d s before now as %s', (seconds, text) => {
  expect(agoText(now - seconds * 1000, now)).toBe(text);
});

it('writes the exact local time', () => {
  expect(exactText(now)).toBe('2026-11-23 06:28:02');
  expect(timeOfDayText(now)).toBe('06:28');
  expect(timeOfDayText(now, true)).toBe('06:28:02');
});

it('finds the start of the local day', () => {
  expect(exactText(startOfDayMs(now))).toBe('2026-11-23 00:00:00');
});
