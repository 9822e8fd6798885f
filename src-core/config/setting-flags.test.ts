import { expect, it } from 'vitest';
import { negated, optionNames } from './setting-flags.ts';

it.each([
  ['-n, --node <HOST:PORT>', { long: '--node', short: '-n', metavar: 'HOST:PORT' }],
  ['--find-machines [RANGES]', { long: '--find-machines', short: null, metavar: null }],
  ['--no-tls', { long: '--no-tls', short: null, metavar: null }],
])('reads %s', (flags, names) => {
  expect(optionNames(flags)).toEqual(names);
});

it.each(['-n', 'use --node', '--node <HOST> or none', '--Node'])('does not read %s', (flags) => {
  expect(() => optionNames(flags)).toThrow(`${flags} does not name an option`);
});

it('has the form of a flag that sets it to false', () => {
  expect(negated('--use-tls')).toBe('--no-use-tls');
});
