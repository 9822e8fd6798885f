import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWithinWeek, parseWeekHours, WEEK, weekHoursOf, weekHoursText } from './week-hours.ts';
import { unwrap } from '../result.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const minuteOf = (day: string, hour: number, minute = 0): number =>
  (DAYS.indexOf(day) * 24 + hour) * 60 + minute;

it.each([
  ['mon-fri 22:00-07:00', minuteOf('mon', 22), true],
  ['mon-fri 22:00-07:00', minuteOf('mon', 21, 59), false],
  ['mon-fri 22:00-07:00', minuteOf('sat', 6, 59), true],
  ['mon-fri 22:00-07:00', minuteOf('sat', 7), false],
  ['mon-fri 22:00-07:00', minuteOf('mon', 3), false],
  ['sun 22:00-07:00', minuteOf('mon', 6, 59), true],
  ['sun 22:00-07:00', minuteOf('mon', 7), false],
  ['fri-mon 10:00-11:00', minuteOf('sun', 10, 30), true],
  ['fri-mon 10:00-11:00', minuteOf('tue', 10, 30), false],
  ['SAT-sun  00:00-24:00 ,wed 12:30-12:31', minuteOf('wed', 12, 30), true],
  ['mon-sun 00:00-24:00', minuteOf('sun', 23, 59), true],
])('%s at minute %i of the week: %s', (text, minute, expected) => {
  expect(isWithinWeek(unwrap(parseWeekHours(text)), minute)).toBe(expected);
});

it.each([
  ['', ''],
  ['mon 22:00-07:00,', ''],
  ['mon 22:00-07:00, fri 25:00-07:00', 'fri 25:00-07:00'],
  ['Mo 22:00-07:00', 'Mo 22:00-07:00'],
  ['mo-fri 22:00-07:00', 'mo-fri 22:00-07:00'],
  ['mon-fr 22:00-07:00', 'mon-fr 22:00-07:00'],
  ['mon 08:00-09:60', 'mon 08:00-09:60'],
  ['mon 8:00-9:00', 'mon 8:00-9:00'],
  ['mon 08:00-08:00', 'mon 08:00-08:00'],
  ['mon 24:00-08:00', 'mon 24:00-08:00'],
  ['mon 08:60-09:00', 'mon 08:60-09:00'],
  ['mon 08:00-24:01', 'mon 08:00-24:01'],
  ['mon-fri-sun 08:00-09:00', 'mon-fri-sun 08:00-09:00'],
  ['08:00-09:00', '08:00-09:00'],
])('refuses %j, and names the part that is wrong', (text, part) => {
  expect(parseWeekHours(text)).toEqual({ ok: false, error: part });
});

it.each([
  ['mon 22:00-07:00, tue 22:00-07:00, wed 22:00-07:00', 'mon-wed 22:00-07:00'],
  [
    'mon-fri 22:00-07:00, sat-sun 00:00-24:00',
    'mon-thu 22:00-07:00, fri 22:00-24:00, sat-sun 00:00-24:00',
  ],
  ['sat-sun 00:00-24:00', 'sat-sun 00:00-24:00'],
  ['mon 00:00-12:00, mon 12:00-24:00, tue-sun 00:00-24:00', 'mon-sun 00:00-24:00'],
  ['sun-mon 01:00-02:00', 'mon 01:00-02:00, sun 01:00-02:00'],
  ['mon 12:00-24:00, tue 00:00-12:00', 'mon 12:00-24:00, tue 00:00-12:00'],
  [
    'sat 12:00-24:00, sun 00:00-24:00, mon 00:00-12:00',
    'mon 00:00-12:00, sat 12:00-24:00, sun 00:00-24:00',
  ],
])('prints %s as %s', (text, printed) => {
  expect(weekHoursText(unwrap(parseWeekHours(text)))).toBe(printed);
});

it('is spans of minutes since the beginning of Monday', () => {
  const day = 24 * 60;
  expect(unwrap(parseWeekHours('tue 08:00-09:30, sun 23:00-01:00'))).toEqual([
    { from: day + 8 * 60, to: day + 9 * 60 + 30 },
    { from: 6 * day + 23 * 60, to: 7 * day + 60 },
  ]);
  expect(weekHoursOf(() => false)).toEqual([]);
});

const weeks = fc
  .array(fc.tuple(fc.nat(WEEK - 1), fc.integer({ min: 1, max: WEEK })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((given) =>
    weekHoursOf((minute) => given.some(([from, length]) => (minute - from + WEEK) % WEEK < length)),
  );

it('reads what it prints as the same hours', () => {
  fc.assert(
    fc.property(weeks, (week) => {
      expect(parseWeekHours(weekHoursText(week))).toEqual({ ok: true, value: week });
    }),
    { numRuns: 60 },
  );
});
