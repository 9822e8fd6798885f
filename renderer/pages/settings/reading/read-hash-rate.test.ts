import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { readHashRate } from './read-hash-rate.ts';
import { factsOf } from '../../../tests/setting-facts.ts';

const english = translationTo('en');
const facts = factsOf('hashRate');

it.each([
  ['5000000', 5e6],
  ['5 M', 5e6],
  ['24.5 TH/s', 24.5e12],
  ['1e6', 1e6],
  ['2kH/s', 2000],
])('reads the hash rate %s', (text, hashRate) => {
  expect(readHashRate(english, text, facts)).toEqual({ ok: true, changes: { hashRate } });
});

it('reads decimals as the language writes them', () => {
  expect(readHashRate(translationTo('de'), '24,5\u00a0TH/s', facts)).toEqual({
    ok: true,
    changes: { hashRate: 24.5e12 },
  });
});

it.each(['', '0', '-5', '5 X', 'M', '1.2.3', '1e31'])('refuses the hash rate %j', (text) => {
  expect(readHashRate(english, text, facts)).toMatchObject({
    fault: expect.stringContaining('above 0'),
  });
});
