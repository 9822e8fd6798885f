import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { chanceText, meanTimeText } from './chance.ts';

const [english, german] = [translationTo('en'), translationTo('de')];

describe('a chance', () => {
  it.each([
    [1, 'nearly certain', 'fast sicher'],
    [0.994, '99%', '99\u00a0%'],
    [0.37, '37%', '37\u00a0%'],
    [0.125, '1 in 8', '1 zu 8'],
    [0.0192, '1 in 52', '1 zu 52'],
    [0.0000083, '1 in 120,000', '1 zu 120.000'],
    [1e-9, '<1 in a million', '<1 zu 1 Mio.'],
    [0, '–', '–'],
    [null, '–', '–'],
  ])('%d is %s', (chance, text, germanText) => {
    expect(chanceText(english, chance)).toBe(text);
    expect(chanceText(german, chance)).toBe(germanText);
  });

  it('is never called certain or none unless it nearly is', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.99, noNaN: true }), (chance) => {
        expect(chanceText(english, chance)).toMatch(/^(\d\d%|1 in [1-9][\d,]*)$/);
      }),
    );
  });
});

describe('the mean time to a block', () => {
  it.each([
    [90, 'about 2 minutes'],
    [4 * 86_400, 'about 4 days'],
    [366 * 86_400, null],
    [1e12, null],
    [null, null],
  ])('%d s is %s', (seconds, text) => {
    expect(meanTimeText(english, seconds)).toBe(text);
  });
});
