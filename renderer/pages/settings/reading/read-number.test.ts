import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { numberInUnit, readNumber, shownNumber } from './read-number.ts';
import type { NumberFacts } from './read-number.ts';

const english = translationTo('en');
const german = translationTo('de');
const port: NumberFacts = { unit: 'port', min: 0, max: 65_535, integer: true };
const delay: NumberFacts = { unit: 'seconds', min: 0.1, max: 3600, integer: false };
const timeout: NumberFacts = {
  unit: 'microseconds',
  min: 1000,
  max: 3_600_000_000,
  integer: true,
};

it('reads whole numbers within their limits, and names those', () => {
  expect(readNumber(english, ' 1917 ', port)).toEqual({ ok: true, value: 1917 });
  for (const text of ['65536', '-1', '1.5', '', 'x']) {
    expect(readNumber(english, text, port)).toEqual({
      ok: false,
      fault: 'Enter a whole number from 0 to 65535.',
    });
  }
});

it.each(['', 'soon', '0', '-1', '3601'])('refuses a delay of "%s" in the language', (text) => {
  expect(readNumber(german, text, delay)).toEqual({
    ok: false,
    fault: 'Gib eine Zahl von 0,1\u00a0s bis 3.600\u00a0s ein.',
  });
});

it('shows seconds where the configuration has microseconds', () => {
  expect(readNumber(english, '1.5', timeout)).toEqual({ ok: true, value: 1_500_000 });
  expect(readNumber(german, '1,5', timeout)).toEqual({ ok: true, value: 1_500_000 });
  expect(shownNumber(german, 1_500_000, timeout)).toBe('1,5');
  expect(numberInUnit(english, 1_500_000, timeout)).toBe('1.5\u00a0s');
  expect(readNumber(english, '0.0005', timeout)).toMatchObject({
    fault: expect.stringContaining('0.001\u00a0s to 3,600\u00a0s'),
  });
});

it('shows parts as percent, without the dust of floating point', () => {
  const part: NumberFacts = { unit: 'fraction', min: 0, max: 1, integer: false };
  for (const [typed, value] of [
    ['70', 0.7],
    ['7', 0.07],
    ['12.5', 0.125],
    ['100', 1],
  ] as const) {
    expect(readNumber(english, typed, part)).toEqual({ ok: true, value });
    expect(shownNumber(english, value, part)).toBe(typed);
  }
  expect(readNumber(english, '101', part)).toMatchObject({
    fault: expect.stringContaining('100\u00a0%') as unknown,
  });
});
