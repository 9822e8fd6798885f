import { expect, it } from 'vitest';
import { difficultyNoticeText } from './difficulty-notice.ts';
import type { DifficultyNotice } from './difficulty-notice.ts';

it.each<[DifficultyNotice, string[]]>([
  [{ kind: 'unreadable', option: 'sd' }, ['the option sd of its password', 'a level up to 80']],
  [{ kind: 'fixed', wantedLevel: 40.26 }, ['suggested level 40.3,', 'stratumDifficulty fixes']],
  [{ kind: 'too-easy', wantedLevel: 10, level: 42 }, ['asked for level 10.0 and gets 42.0']],
  [
    { kind: 'follows-rate', wantedLevel: 10, level: 42 },
    ['asked for level 10.0, easier than 42.0', 'follows its hash rate'],
  ],
  [
    { kind: 'harder-than-block', wantedLevel: 70, level: 55.55 },
    ['asked for level 70.0, but blocks are easier', 'as hard as blocks, level 55.5'],
  ],
])('says what became of a request for a difficulty: %j', (notice, parts) => {
  for (const part of parts) expect(difficultyNoticeText(notice)).toContain(part);
});
