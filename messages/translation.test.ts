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

  it('is English for systems in a language that the screen does not have', () => {
    expect(languageFor(['fr-FR', 'de-AT', 'en-US'])).toBe('de');
    expect(languageFor(['C'])).toBe('en');
    expect(languageFor([])).toBe('en');
  });
});
