import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { originText } from './setting-origin.ts';

const english = translationTo('en');

it('says nothing of a default, whoever brought it', () => {
  const origins = { threadCount: { file: 'a.yaml', value: 2 } };
  expect(originText(english, 'threadCount', 2, 2, {})).toBeNull();
  expect(originText(english, 'threadCount', 2, 2, origins)).toBeNull();
  expect(originText(english, 'fallbackNodes', [], [], {})).toBeNull();
});

it('names the file as long as its value holds', () => {
  const origins = { threadCount: { file: 'a.yaml', value: 4 } };
  expect(originText(english, 'threadCount', 4, 2, origins)).toBe('From a.yaml');
  expect(originText(english, 'threadCount', 5, 2, origins)).toBe('Set here');
  expect(originText(english, 'threadCount', 4, 2, {})).toBe('Set here');
  expect(originText(translationTo('de'), 'threadCount', 4, 2, origins)).toBe('Aus a.yaml');
});
