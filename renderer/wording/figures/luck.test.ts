import { describe, expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import type { Luck } from '../../../contract/screen-contract.ts';
import { expectedText, luckText, luckVerdict, usualText } from './luck.ts';

const [english, german] = [translationTo('en'), translationTo('de')];

/** Luck as the core makes it: the range of the counts, over what is expected. */
function made(found: number, expected: number, [low, high]: readonly [number, number]): Luck {
  const range = { low: low / expected, high: high / expected };
  return { days: 7, found, expected, luck: found / expected, range };
}
const nothing: Luck = { days: 1, found: 0, expected: 0, luck: null, range: null };

describe('luck', () => {
  it('is a percentage once there is work to judge', () => {
    expect(luckText(english, made(3, 2.4, [0, 6]))).toBe('125%');
    expect(luckText(german, made(3, 2.4, [0, 6]))).toBe('125\u00a0%');
    expect(luckText(english, made(1, 0.01, [0, 1]))).toBe('–');
    expect(luckText(english, nothing)).toBe('–');
  });

  it('has its range in blocks', () => {
    expect(usualText(english, made(3, 2.4, [0, 6]))).toBe('0 to 6');
    expect(usualText(german, made(3, 2.4, [0, 6]))).toBe('0 bis 6');
    expect(usualText(english, made(0, 0.01, [0, 0]))).toBe('0');
    expect(usualText(english, nothing)).toBe('–');
  });

  it('is unusual only out of its range', () => {
    expect(luckVerdict(made(0, 2.4, [0, 6]))).toBe('usual');
    expect(luckVerdict(made(6, 2.4, [0, 6]))).toBe('usual');
    expect(luckVerdict(made(7, 2.4, [0, 6]))).toBe('lucky');
    expect(luckVerdict(made(1, 9, [4, 16]))).toBe('unlucky');
    expect(luckVerdict(nothing)).toBeNull();
  });

  it.each([
    [0, '0'],
    [1.5e-11, '<0.001'],
    [0.00123, '0.0012'],
    [2.4321, '2.4'],
    [41.7, '42'],
    [1234.5, '1,235'],
  ])('expects %d blocks as %s', (expected, text) => {
    expect(expectedText(english, expected)).toBe(text);
  });
});
