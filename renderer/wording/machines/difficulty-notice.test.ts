import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import type { DifficultyNotice } from '../../../contract/screen-contract.ts';
import { difficultyNoticeText } from './difficulty-notice.ts';

it.each<[DifficultyNotice, RegExp]>([
  [{ kind: 'unreadable', option: 'diff' }, /“diff” in its password is ignored/],
  [{ kind: 'too-easy', wantedLevel: 30, level: 42 }, /asked for level 30 and gets 42/],
  [{ kind: 'follows-rate', wantedLevel: 30, level: 42 }, /follows its hash rate/],
  [{ kind: 'harder-than-block', wantedLevel: 52, level: 20.25 }, /as hard as blocks/],
  [{ kind: 'fixed', wantedLevel: 18.71 }, /suggested level 18.7, which is ignored/],
])('says what became of what a machine asked for: %j', (notice, text) => {
  expect(difficultyNoticeText(translationTo('en'), notice)).toMatch(text);
  expect(difficultyNoticeText(translationTo('de'), notice)).toMatch(/^[A-ZÄÖÜ].*\.$/);
});
