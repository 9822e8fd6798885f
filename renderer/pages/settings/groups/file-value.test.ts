import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { factsOf } from '../../../tests/setting-facts.ts';
import { fileValueText, settingValueText, wholeValueText } from './file-value.ts';

it('writes values in a line', () => {
  const values = [true, 2, '', 'a', null, [], ['a', 'b'], {}, { A: 'b' }];
  expect(values.map((value) => fileValueText(translationTo('en'), value))).toEqual([
    'true',
    '2',
    'empty',
    'a',
    'none',
    'none',
    'a, b',
    'none',
    '{"A":"b"}',
  ]);
});

it('names the network as Settings does', () => {
  const english = translationTo('en');
  const nameOf = (value: boolean) =>
    settingValueText(english, 'practice', value, factsOf('practice'));
  const names = [true, false].map(nameOf);
  expect(names).toEqual(['Practice network', 'My own node']);
  const asks = settingValueText(english, 'stratumAskFirst', true, factsOf('stratumAskFirst'));
  expect(asks).toBe('true');
});

it('writes numbers with their unit', () => {
  const german = translationTo('de');
  const text = (key: 'stratumRate' | 'stratumPort' | 'cpuDutyCycle', value: number) =>
    settingValueText(german, key, value, factsOf(key));
  expect(text('stratumRate', 1500)).toBe('1.500\u00a0ms');
  expect(text('cpuDutyCycle', 0.5)).toBe('50\u00a0%');
  expect(text('stratumPort', 1917)).toBe('1917');
});

it('shows no password', () => {
  const text = (value: string | null) =>
    settingValueText(translationTo('en'), 'stratumPassword', value, factsOf('stratumPassword'));
  expect([null, '', 'secret1'].map(text)).toEqual(['none', 'empty', '(hidden)']);
});

it('writes what would run with all its lines and hidden characters', () => {
  expect(wholeValueText('a\n b\t\u202ec\r\u0000')).toBe('a\n b\t\\u202ec\\u000d\\u0000');
  expect(wholeValueText(['a', 'b c'])).toBe('a\nb c');
  expect(wholeValueText({ LD_PRELOAD: '/x', B: '1' })).toBe('LD_PRELOAD=/x\nB=1');
});
