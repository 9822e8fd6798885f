import { expect, it } from 'vitest';
import type { Notice } from '../../../contract/screen-contract.ts';
import { translationTo } from '../../../messages/translation.ts';
import { noticeSentence } from '../../../src-core/notices/notice-sentence.ts';
import { noticeWords } from './notice-words.ts';

const atMs = new Date(2026, 5, 1, 6, 30).getTime();
const NOTICES: readonly Notice[] = [
  { kind: 'machine-back', machine: 'garage', awayMs: 250_000, atMs },
  { kind: 'rate-low', machine: null, worker: 'gpu', rate: 4.25e6, usual: 9.45e6, atMs },
];

it.each([
  [
    'en',
    [
      'garage is back after 4 min 10 s.',
      'The graphics card of this computer hashes at 4.25 MH/s, 45% of the usual 9.45 MH/s.',
    ],
  ],
  [
    'de',
    [
      'garage ist nach 4 min 10 s wieder da.',
      'Die Grafikkarte dieses Computers rechnet mit 4,25 MH/s, 45 % der üblichen 9,45 MH/s.',
    ],
  ],
] as const)('notices have the figures of the screen in %s', (language, sentences) => {
  const words = noticeWords(translationTo(language));
  const spaced = NOTICES.map((notice) => noticeSentence(words, notice).replaceAll('\u00a0', ' '));
  expect(spaced).toEqual(sentences);
  expect(words.timeOfDay(atMs)).toBe('06:30');
});
