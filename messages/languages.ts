/** The languages of the screen. `pseudo` is English with every letter replaced and every text a third longer. */
export const LANGUAGES = ['en', 'de', 'pseudo'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each language as it calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  pseudo: 'Pseudo',
};

/** What the user can choose: a language, or the one of the system. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;

export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** Languages that a system can ask for. */
const SPOKEN = LANGUAGES.filter((language) => language !== 'pseudo');

/**
 * The first language of `preferred` (BCP 47 tags, most wanted first, as the system lists them) that the screen has;
 * English where it has none.
 */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const wanted = tag.toLowerCase().split(/[-_]/)[0];
    const language = SPOKEN.find((spoken) => spoken === wanted);
    if (language !== undefined) return language;
  }
  return 'en';
}
