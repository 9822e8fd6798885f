import fc from 'fast-check';
import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { numberForField, parseNumber } from './typed-number.ts';

const english = translationTo('en');
const german = translationTo('de');

it('takes a point and a comma for decimals in every language', () => {
  for (const translation of [english, german]) {
    expect(parseNumber(translation, ' 0,5 ')).toBe(0.5);
    expect(parseNumber(translation, '0.5')).toBe(0.5);
    expect(parseNumber(translation, '-1')).toBe(-1);
  }
});

it('reads groups of three as the language groups', () => {
  expect(parseNumber(english, '3,600,000')).toBe(3_600_000);
  expect(parseNumber(english, '1.500')).toBe(1.5);
  expect(parseNumber(german, '3.600.000,25')).toBe(3_600_000.25);
  expect(parseNumber(german, '1,500')).toBe(1.5);
});

it.each([
  ['de', 'de-AT', '1.234,5'],
  ['de', 'de-CH', "1'234.5"],
  ['en', 'en-ZA', '1 234,5'],
  ['en', 'en-US', '1,234.5'],
] as const)('reads groups in %s as the region writes them: %s', (language, locale, text) => {
  const translation = translationTo(language, [locale]);
  expect(parseNumber(translation, text)).toBe(1234.5);
  expect(parseNumber(translation, translation.number(1234.5))).toBe(1234.5);
});

it.each(['', ' ', 'x', '1.2.3', '1,2,3', 'Infinity', '--1'])('takes %j for no number', (text) => {
  expect(parseNumber(english, text)).toBeNull();
});

it('reads what a field shows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.constantFrom(english, german),
      (thousandths, translation) => {
        const value = thousandths / 1000;
        expect(parseNumber(translation, numberForField(translation, value))).toBe(value);
      },
    ),
  );
});
