import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { hashesPerShareText, levelText } from './share-level.ts';

const english = translationTo('en');

it('writes levels with a decimal where they are between two', () => {
  expect(levelText(english, 44)).toBe('44');
  expect(levelText(english, 22.25)).toBe('22.3');
  expect(levelText(translationTo('de'), 22.25)).toBe('22,3');
  expect(levelText(english, null)).toBe('–');
});

it('says how many hashes a share takes', () => {
  expect(hashesPerShareText(english, 2 ** 46)).toBe('70.4\u00a0T hashes per share');
});
