import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { fileNoteText, replacedSettingText, unknownSettingText } from './file-notes.ts';

const english = translationTo('en');

it('says which value is used instead of one out of range, with the digits of the file', () => {
  expect(
    fileNoteText(english, { kind: 'adapted', key: 'stratumRate', value: 12345678, used: 3600 }),
  ).toBe('stratumRate is 12345678, which is out of range: 3600 is used instead.');
});

it('names the setting that an unknown key may mean', () => {
  expect(unknownSettingText(english, { key: 'threadcount', meant: 'threadCount' })).toBe(
    'threadcount is unknown and has no effect; the setting is called threadCount.',
  );
  expect(unknownSettingText(english, { key: 'tuning', meant: null })).toBe(
    'tuning is unknown and has no effect.',
  );
});

it('explains a replaced setting in both languages', () => {
  const replaced = { key: 'constantDelayBlockTime', value: 1.5, written: 2 } as const;
  expect(replacedSettingText(english, replaced)).toContain('whole seconds');
  expect(replacedSettingText(translationTo('de'), replaced)).toContain('ganze Sekunden');
});
