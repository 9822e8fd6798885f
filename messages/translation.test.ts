import { describe, expect, it } from 'vitest';
import { languageFor } from './languages.ts';
import { translationTo } from './translation.ts';

describe('a translation', () => {
  it('writes texts, numbers and lists as its language does', () => {
    expect(translationTo('en').t('frame.phase.stopped')).toBe('Stopped');
    expect(translationTo('de').t('frame.phase.stopped')).toBe('Angehalten');
    expect(translationTo('en').number(1234.5)).toBe('1,234.5');
    expect(translationTo('de').number(1234.5)).toBe('1.234,5');
    expect(translationTo('de').list(['a', 'b', 'c'])).toBe('a, b und c');
  });

  it.each([
    ['en', ['en-US'], 'Nov 23, 2026', '1,234.5'],
    ['en', ['de-AT', 'en_ZA.UTF-8'], '23 Nov 2026', '1\u00a0234,5'],
    ['pseudo', ['en-US'], 'Nov 23, 2026', '1,234.5'],
    ['de', ['en-US', 'de-AT'], '23. Nov. 2026', '1\u00a0234,5'],
    ['de', ['de-Latn-CH'], '23. Nov. 2026', "1'234.5"],
    ['de', ['en-US'], '23. Nov. 2026', '1.234,5'],
    ['en', ['C', 'en', 'de_DE'], '23 Nov 2026', '1,234.5'],
  ] as const)('in %s on a system with %j writes %s and %s', (language, locales, date, number) => {
    const translation = translationTo(language, locales);
    const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    expect(translation.date(new Date(2026, 10, 23), day)).toBe(date);
    // Versions of ICU differ in the apostrophe of Switzerland.
    expect(translation.number(1234.5).replace('’', "'")).toBe(number);
  });

  it('is English for systems in a language that the screen does not have', () => {
    expect(languageFor(['fr-FR', 'de-AT', 'en-US'])).toBe('de');
    expect(languageFor(['C'])).toBe('en');
    expect(languageFor([])).toBe('en');
  });
});
