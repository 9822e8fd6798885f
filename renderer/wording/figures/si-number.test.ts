import { describe, expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import {
  countText,
  difficultyMeaning,
  difficultyText,
  hashRateText,
  siNumber,
  tickText,
} from './si-number.ts';

const english = translationTo('en');
const german = translationTo('de');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('hash rates', () => {
  it.each([
    [0, '0 H/s'],
    [0.08, '0.08 H/s'],
    [1, '1.00 H/s'],
    [999, '999 H/s'],
    [999.6, '1.00 kH/s'],
    [1_240, '1.24 kH/s'],
    [12_400_000, '12.4 MH/s'],
    [24_600_000, '24.6 MH/s'],
    [999_600_000, '1.00 GH/s'],
    [5.06e12, '5.06 TH/s'],
  ])('writes %d as %s', (rate, text) => {
    expect(plain(hashRateText(english, rate))).toBe(text);
  });

  it('writes three significant digits and never four figures before the point', () => {
    for (let exponent = 0; exponent < 24; exponent += 0.13) {
      const { figure } = siNumber(english, 10 ** exponent, 'H/s');
      expect(figure.replace('.', '')).toMatch(/^\d{3}$/);
    }
  });

  it('does not invent a number for what is unknown', () => {
    expect(plain(hashRateText(english, null))).toBe('–');
    expect(plain(hashRateText(english, Number.NaN))).toBe('–');
    expect(difficultyText(english, Number.POSITIVE_INFINITY)).toBe('–');
  });

  it('has the decimal comma of the language', () => {
    expect(plain(hashRateText(german, 5.06e12))).toBe('5,06 TH/s');
    expect(plain(tickText(german, 2.5e9, ''))).toBe('2,5 G');
  });
});

describe('difficulties and counts', () => {
  it('has no unit but the prefix', () => {
    expect(plain(difficultyText(english, 354_173_848_056_556))).toBe('354 T');
    expect(plain(difficultyText(english, 960))).toBe('960');
  });

  it('says in digits what the letter of a difficulty is', () => {
    expect(plain(difficultyMeaning(english, 2.95e20))).toBe(
      '295 E: a block takes 295,000,000,000,000,000,000 hashes on average',
    );
    expect(plain(difficultyMeaning(german, 960))).toBe(
      '960: Ein Block braucht im Mittel 960 Hashes',
    );
    expect(difficultyMeaning(english, null)).toBe('Hashes that a block takes on average');
  });

  it('leaves out the zeros of round numbers on an axis', () => {
    expect(plain(tickText(english, 5e6, 'H/s'))).toBe('5 MH/s');
    expect(plain(tickText(english, 2.5e9, ''))).toBe('2.5 G');
    expect(tickText(english, 0, 'H/s')).toBe('0');
  });

  it('groups counts by three', () => {
    expect(countText(english, 7)).toBe('7');
    expect(countText(english, 1_234_567)).toBe('1,234,567');
    expect(countText(german, 1_234_567)).toBe('1.234.567');
  });
});
