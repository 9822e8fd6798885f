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

/** How numbers and dates are written where the system names no region of the language: BCP 47 tags. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', pseudo: 'en-GB' };

/** The language, a script if there is one, and the region of a tag, as in `de-AT`, `en_US.UTF-8` or `en-Latn-150`. */
const REGION = /^([a-z]{2,3})(?:[-_][a-z]{4})?[-_]([a-z]{2}|\d{3})(?![a-z\d])/i;

/**
 * How numbers and dates are written on a screen in `language`: as in the first region of `preferred` (locales of the
 * system, most wanted first) whose language it is. A BCP 47 tag, such as `en-US`.
 */
export function localeFor(language: Language, preferred: readonly string[]): string {
  const spoken = language === 'pseudo' ? 'en' : language;
  for (const tag of preferred) {
    const [, own, region] = REGION.exec(tag) ?? [];
    if (own?.toLowerCase() === spoken) return `${spoken}-${region?.toUpperCase()}`;
  }
  return LOCALES[language];
}

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
