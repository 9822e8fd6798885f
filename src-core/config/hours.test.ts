import { expect, it } from 'vitest';
import { isWithin, parseHours } from './hours.ts';

const at = (hour: number, minute = 0): number => hour * 60 + minute;

it.each([
  ['22:00-07:00', at(22), true],
  ['22:00-07:00', at(21, 59), false],
  ['22:00-07:00', at(0), true],
  ['22:00-07:00', at(6, 59), true],
  ['22:00-07:00', at(7), false],
  ['12:30-13:00', at(12, 30), true],
  ['12:30-13:00', at(12, 29), false],
  ['12:30-13:00', at(2), false],
  ['12:30-13:00', at(13), false],
  ['00:00-23:59', at(23, 58), true],
])('%s at minute %i: %s', (text, minute, expected) => {
  const hours = parseHours(text);
  expect(hours !== null && isWithin(hours, minute)).toBe(expected);
});

it.each([
  '',
  '22-7',
  '22:00',
  '24:00-07:00',
  '22:60-07:00',
  '7:00-8:00',
  '08:00-08:00',
  'x22:00-07:00',
  '22:00-07:00x',
])('refuses %j', (text) => expect(parseHours(text)).toBeNull());
