import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { effortMeaning, effortText } from './effort.ts';

const english = translationTo('en');

it('writes effort in percent', () => {
  expect(effortText(english, 0.824)).toBe('82%');
  expect(effortText(english, 0.031)).toBe('3.1%');
  expect(effortText(english, 2.5)).toBe('250%');
  expect(effortText(english, null)).toBe('–');
  expect(effortText(translationTo('de'), 0.031)).toBe('3,1\u00a0%');
});

it('calls a long search an unlucky streak', () => {
  expect(effortMeaning(english, 0.4)).toBe('40% of the work an average block takes');
  expect(effortMeaning(english, 3.2)).toContain('unlucky');
});
