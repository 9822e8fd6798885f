/** Values in answers of machines: what is read of each, and what is not. */
import { expect, it } from 'vitest';
import {
  countOf,
  fieldsIn,
  hottest,
  numbered,
  numberOf,
  numbersIn,
  rateNamed,
  rateOf,
  rpmOf,
  sectionOf,
  temperatureOf,
} from './cgminer-fields.ts';

const LONG = Array.from({ length: 40 }, (_, index) => index + 1);

it.each([
  [5, 5],
  [-2.5, -2.5],
  [NaN, null],
  [Infinity, null],
  ['83.0 °C', 83],
  ['  -7', -7],
  ['1e3', 1_000],
  ['1E-2x', 0.01],
  ['1.x', 1],
  ['x1', null],
  ['', null],
  ['9'.repeat(30), Number('9'.repeat(18))],
  [null, null],
  [[5], null],
  [true, null],
])('the number %j is %j', (value, number) => {
  expect(numberOf(value)).toBe(number);
});

it.each([
  [0, 0],
  ['12', 12],
  [-1, null],
  ['-1', null],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  [Number.MAX_SAFE_INTEGER + 1, null],
  [undefined, null],
])('the count %j is %j', (value, count) => {
  expect(countOf(value)).toBe(count);
});

it.each([
  [0, null],
  [0.5, 0.5],
  ['83.0 °C', 83],
  [199.5, 199.5],
  [200, null],
  [-5, null],
])('the temperature %j is %j', (value, celsius) => {
  expect(temperatureOf(value)).toBe(celsius);
});

it('takes the hottest sensor of those that are there', () => {
  expect(hottest([61, '70.5', 0, undefined, 300])).toBe(70.5);
  expect(hottest([0, undefined])).toBeNull();
});

it.each([
  [2_940.4, 2_940],
  ['1200', 1_200],
  [0, 0],
  [99_999, 99_999],
  [100_000, null],
  [-1, null],
])('the fan %j turns %j times a minute', (value, rpm) => {
  expect(rpmOf(value)).toBe(rpm);
});

it.each([
  ['83.0 °C / 73.8 °C', [83, 73.8]],
  ['50-48-60', [50, 48, 60]],
  [
    [1, '2', 'x', null, 3],
    [1, 2, 3],
  ],
  [7, [7]],
  [NaN, []],
  ['none', []],
  [null, []],
  [{ a: 1 }, []],
  [LONG, LONG.slice(0, 32)],
  [LONG.join(' '), LONG.slice(0, 32)],
  [`${' '.repeat(256)}5`, []],
])('the numbers of %j are %j', (value, numbers) => {
  expect(numbersIn(value)).toEqual(numbers);
});

it('takes the objects of a list, and not more than any machine has', () => {
  expect(fieldsIn([{ a: 1 }, null, [2], 'b', { c: 3 }])).toEqual([{ a: 1 }, { c: 3 }]);
  expect(fieldsIn(LONG.map((a) => ({ a })))).toHaveLength(32);
  expect(fieldsIn({ a: 1 })).toEqual([]);
});

it('takes the first object of a section', () => {
  expect(sectionOf({ SUMMARY: [{ a: 1 }, { b: 2 }] }, 'SUMMARY')).toEqual({ a: 1 });
  expect(sectionOf({ SUMMARY: [] }, 'SUMMARY')).toEqual({});
  expect(sectionOf({}, 'SUMMARY')).toEqual({});
  expect(sectionOf(null, 'SUMMARY')).toEqual({});
});

it('takes numbered values in their order, whichever is the first', () => {
  expect(numbered({ fan3: 'c', fan1: 'a', fan31: 'z', fan32: 'no', fans: 'no' }, 'fan')).toEqual([
    'a',
    'c',
    'z',
  ]);
});

it.each([
  [5, 'GH', 5e9],
  ['5', 'mh/s', 5e6],
  [5, ' TH', 5e12],
  [5, 'K', 5e3],
  [5, 'P', 5e15],
  [5, 'H', null],
  [5, '', null],
  [-5, 'GH', null],
  ['x', 'GH', null],
  [1e6, 'P', 1e21],
  [1e6 + 1, 'P', null],
])('the rate %j %s is %j', (value, unit, rate) => {
  expect(rateOf(value, unit)).toBe(rate);
});

it('takes the rate of the first window that there is, in any unit', () => {
  const fields = { 'GHS av': 1, 'MHS 5s': 7_000, 'THS 1m': 9 };
  expect(rateNamed(fields, ['20s', '5s', '1m'])).toBe(7e9);
  expect(rateNamed(fields, ['1m', '5s'])).toBe(9e12);
  expect(rateNamed(fields, ['20s'])).toBeNull();
  expect(rateNamed({ 'MHS 5s': 'x', 'GHS 5s': 2 }, ['5s'])).toBe(2e9);
});
