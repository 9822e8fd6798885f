import { expect, it } from 'vitest';
import { parseWeekHours } from '../config/week-hours.ts';
import { unwrap } from '../result.ts';
import { localMinuteOfWeek, nextChangeMs } from './schedule.ts';

/** The clock of Berlin: an hour ahead of UTC, two in summer. */
const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
function inBerlin(atMs: number): number {
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.get('weekday') ?? '');
  return (day * 24 + Number(parts.get('hour'))) * 60 + Number(parts.get('minute'));
}

it.each([
  // A Tuesday in winter.
  ['mon-fri 22:00-07:00', '2026-12-01T12:34:56Z', '2026-12-01T21:00:00Z'],
  ['mon-fri 22:00-07:00', '2026-12-01T21:00:00Z', '2026-12-02T06:00:00Z'],
  ['mon-fri 22:00-07:00', '2026-12-05T06:00:00Z', '2026-12-07T21:00:00Z'],
  ['mon-fri 22:07-07:04', '2026-12-01T21:01:00Z', '2026-12-01T21:07:00Z'],
  ['mon 00:00-00:01', '2026-12-07T23:00:30Z', '2026-12-13T23:00:00Z'],
  ['sun 22:00-01:00', '2026-12-06T23:30:00Z', '2026-12-07T00:00:00Z'],
  // In the night of 29 March 2026, 02:00 is followed by 03:00.
  ['sun 02:30-04:00', '2026-03-29T00:30:00Z', '2026-03-29T01:00:00Z'],
  ['sat 22:00-02:30', '2026-03-29T00:30:00Z', '2026-03-29T01:00:00Z'],
  ['sat-sun 22:00-06:00', '2026-03-28T21:00:00Z', '2026-03-29T04:00:00Z'],
  // In the night of 25 October 2026, 02:59 is followed by 02:00.
  ['sat-sun 22:00-06:00', '2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z'],
  ['sat 22:00-02:30', '2026-10-24T23:59:00Z', '2026-10-25T00:30:00Z'],
  ['sat 22:00-02:30', '2026-10-25T00:30:00Z', '2026-10-25T01:00:00Z'],
  ['sun 10:00-11:00', '2026-10-18T10:00:00Z', '2026-10-25T09:00:00Z'],
])('%s: after %s it changes at %s in Berlin', (text, now, then) => {
  const week = unwrap(parseWeekHours(text));
  const changesMs = nextChangeMs(week, Date.parse(now), inBerlin);
  expect(changesMs === null ? null : new Date(changesMs)).toEqual(new Date(then));
});

it('knows that a whole week never changes', () => {
  expect(nextChangeMs(unwrap(parseWeekHours('mon-sun 00:00-24:00')), Date.now())).toBeNull();
});

it('reads the clock of this computer, Monday first', () => {
  expect(localMinuteOfWeek(new Date(2026, 11, 7, 0, 0, 59).getTime())).toBe(0);
  expect(localMinuteOfWeek(new Date(2026, 11, 13, 23, 59).getTime())).toBe(7 * 24 * 60 - 1);
});
