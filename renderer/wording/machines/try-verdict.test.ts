import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { tryVerdictText } from './try-verdict.ts';

it('says how it went, with numbers as the language writes them', () => {
  const timeout = { kind: 'timeout', seconds: 60, hashes: 1024 } as const;
  expect(tryVerdictText(translationTo('en'), timeout)).toBe(
    'The program did not answer a job of about 1,024 hashes within 60 s.',
  );
  expect(tryVerdictText(translationTo('de'), timeout)).toContain('1.024 Hashes');
});

it('says whether a working program counts its hashes', () => {
  const text = (countsHashes: boolean): string =>
    tryVerdictText(translationTo('en'), { kind: 'works', countsHashes });
  expect(text(true)).toBe('This works: the program found a correct nonce and counts its hashes.');
  expect(text(false)).toBe('This works: the program found a correct nonce.');
});
