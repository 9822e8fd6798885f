import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
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
  const names = [true, false].map((value) => settingValueText(english, 'practice', value));
  expect(names).toEqual(['Practice network', 'My own node']);
  expect(settingValueText(english, 'stratumAskFirst', true)).toBe('true');
});

it('writes what would run with all its lines and hidden characters', () => {
  expect(wholeValueText('a\n b\t\u202ec\r\u0000')).toBe('a\n b\t\\u202ec\\u000d\\u0000');
  expect(wholeValueText(['a', 'b c'])).toBe('a\nb c');
  expect(wholeValueText({ LD_PRELOAD: '/x', B: '1' })).toBe('LD_PRELOAD=/x\nB=1');
});
