import { expect, it } from 'vitest';
import { parseUnitPrefixed } from './unit-prefix.ts';

const READ: readonly [string, number][] = [
  ['1', 1],
  ['2.5', 2.5],
  [' 2.25 ', 2.25],
  ['+2k', 2000],
  ['-2k', -2000],
  ['1e-3', 0.001],
  ['1e+12', 1e12],
  ['1e3', 1000],
  ['1da', 10],
  ['1h', 100],
  ['1K', 1e3],
  ['1k', 1e3],
  ['1.1M', 1_100_000],
  ['10M', 1e7],
  ['1G', 1e9],
  ['1T', 1e12],
  ['1P', 1e15],
  ['1E', 1e18],
  ['1Z', 1e21],
  ['1Y', 1e24],
  ['1e3K', 1e6],
  ['1E3', 1000],
  ['1Ki', 1024],
  ['10ki', 10_240],
  ['1Mi', 1024 ** 2],
  ['1Gi', 1024 ** 3],
  ['1Ti', 1024 ** 4],
  ['1Pi', 1024 ** 5],
  ['1Ei', 1024 ** 6],
  ['1Zi', 1024 ** 7],
  ['1.5Yi', 1.5 * 1024 ** 8],
];

it.each(READ)('reads %s as %d', (text, value) => {
  expect(parseUnitPrefixed(text)).toBe(value);
});

it.each([
  '',
  'M',
  '1 M',
  '1m',
  '1g',
  '1KI',
  '1Mb',
  '1,5M',
  '0x10',
  '1..2',
  'Infinity',
  '1toString',
])('does not read %j', (text) => {
  expect(parseUnitPrefixed(text)).toBeNull();
});
