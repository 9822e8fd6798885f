import { describe, expect, it } from 'vitest';
import { countText, difficultyText, hashRateText, siNumber, tickText } from './si-number.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

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
    expect(plain(hashRateText(rate))).toBe(text);
  });

  it('writes three significant digits and never four figures before the point', () => {
    for (let exponent = 0; exponent < 24; exponent += 0.13) {
      const { figure } = siNumber(10 ** exponent, 'H/s');
      expect(figure.replace('.', '')).toMatch(/^\d{3}$/);
    }
  });

  it('does not invent a number for what is unknown', () => {
    expect(plain(hashRateText(null))).toBe('– H/s');
    expect(plain(hashRateText(Number.NaN))).toBe('– H/s');
    expect(difficultyText(Number.POSITIVE_INFINITY)).toBe('–');
  });
});

describe('difficulties and counts', () => {
  it('has no unit but the prefix', () => {
    expect(plain(difficultyText(354_173_848_056_556))).toBe('354 T');
    expect(plain(difficultyText(960))).toBe('960');
  });

  it('leaves out the zeros of round numbers on an axis', () => {
    expect(plain(tickText(5e6, 'H/s'))).toBe('5 MH/s');
    expect(plain(tickText(2.5e9, ''))).toBe('2.5 G');
    expect(tickText(0, 'H/s')).toBe('0');
  });

  it('groups counts by three', () => {
    expect(plain(countText(7))).toBe('7');
    expect(plain(countText(1_234_567))).toBe('1 234 567');
  });
});
