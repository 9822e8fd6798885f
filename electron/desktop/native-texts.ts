/** The language of menus, tray and dialogs: the one of the page. */
import { app } from 'electron';
import type { Announcer } from '../../contract/announcer.ts';
import type { LanguageChoice } from '../../contract/screen-contract.ts';
import { languageFor } from '../../messages/languages.ts';
import { translationTo } from '../../messages/translation.ts';
import type { Translation } from '../../messages/translation.ts';

/** The texts in the language of this moment. */
export type NativeTexts = () => Translation;

/** Follows the preferences that are announced; until then the texts are in the system's language. */
export function createNativeTexts(announcer: Announcer): NativeTexts {
  let choice: LanguageChoice = 'system';
  announcer.listen('preferences', ({ language }) => (choice = language));
  return () => (choice === 'system' ? systemTexts() : translationTo(choice, systemLocales()));
}

/** The texts in the language of the system. Only after Electron is ready. */
export function systemTexts(): Translation {
  return translationTo(languageFor(app.getPreferredSystemLanguages()), systemLocales());
}

/**
 * How the system writes numbers and dates, as BCP 47 tags: the region that the user chose for them, then those of
 * the user's languages. Only after Electron is ready.
 */
export function systemLocales(): readonly string[] {
  return [app.getSystemLocale(), ...app.getPreferredSystemLanguages()];
}
