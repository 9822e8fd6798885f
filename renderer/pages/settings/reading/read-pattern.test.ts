import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { minerConfigSchema } from '../../../../src-core/index.ts';
import { factsOf } from '../../../tests/setting-facts.ts';
import { readRatePattern } from './read-pattern.ts';

const english = translationTo('en');
const read = (text: string) => readRatePattern(english, text, factsOf('externalWorkerRatePattern'));
const isTaken = (externalWorkerRatePattern: string): boolean =>
  minerConfigSchema.safeParse({ externalWorkerRatePattern }).success;

it('reads an empty pattern as none', () => {
  expect(read('  ')).toEqual({ ok: true, changes: { externalWorkerRatePattern: null } });
});

it.each(['speed: ([0-9.]+) (\\w)H/s', '(\\d+)', '(?<rate>\\d+) MH', 'a|(b)', '((a+)+)+$'])(
  'takes a pattern with a group, as the configuration does: %s',
  (pattern) => {
    expect(read(pattern)).toEqual({ ok: true, changes: { externalWorkerRatePattern: pattern } });
    expect(isTaken(pattern)).toBe(true);
  },
);

it.each([
  ['(\\d+', 'This is not a valid regular expression.'],
  ['[', 'This is not a valid regular expression.'],
  ['a)(b', 'This is not a valid regular expression.'],
  ['\\d+ MH/s', 'Put the figure in parentheses, as the first group.'],
  ['(?:\\d+)', 'Put the figure in parentheses, as the first group.'],
  [`(${'x'.repeat(511)})`, 'Too long: at most 512 characters.'],
])('says what is wrong with others, which the configuration refuses too: %s', (pattern, fault) => {
  expect(read(pattern)).toEqual({ ok: false, fault });
  expect(isTaken(pattern)).toBe(false);
});
