import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { readAccount, readRigs, readStratumPassword } from './read-texts.ts';
import { factsOf } from '../../../tests/setting-facts.ts';

const english = translationTo('en');
const account = (text: string) => readAccount(english, text, factsOf('account'));
const password = (text: string) => readStratumPassword(english, text, factsOf('stratumPassword'));
const rigs = (text: string) => readRigs(english, text, factsOf('stratumAllowedRigs'));

it('reads an empty account as the account of the key', () => {
  expect(account('  ')).toEqual({ ok: true, changes: { account: null } });
  expect(account(' k:abc ')).toEqual({ ok: true, changes: { account: 'k:abc' } });
});

it('keeps options out of the password', () => {
  expect(password('')).toEqual({ ok: true, changes: { stratumPassword: null } });
  expect(password('secret')).toEqual({ ok: true, changes: { stratumPassword: 'secret' } });
  expect(password('a,d=44')).toMatchObject({ fault: expect.stringContaining('commas') });
  expect(password('x'.repeat(257))).toEqual({
    ok: false,
    fault: 'Too long: at most 256 characters.',
  });
});

it('lists each rig once', () => {
  expect(rigs('rig01\n\n rig02 \nrig01')).toEqual({
    ok: true,
    changes: { stratumAllowedRigs: ['rig01', 'rig02'] },
  });
  expect(rigs(`a\n${'x'.repeat(129)}`)).toEqual({
    ok: false,
    fault: 'Line 2: Too long: at most 128 characters.',
  });
});
