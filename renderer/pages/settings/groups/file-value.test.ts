import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { fileValueText } from './file-value.ts';

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
