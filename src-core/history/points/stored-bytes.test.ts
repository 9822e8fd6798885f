/** Bytes as they stand in users' files: what is written, and how it is read back. */
import { expect, it } from 'vitest';
import { firstParts, unpackFirst } from './first-parts.ts';
import { packParts, unpackParts } from './part-bytes.ts';
import { BOARDS_AT, FANS_AT } from './part-values.ts';
import type { PartValues } from './part-values.ts';

const hexOf = (values: PartValues, n: number): string =>
  Buffer.from(packParts(values, n)).toString('hex');
const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

/** Values at some places of the list, and nothing at the others. */
function listOf(places: Readonly<Record<number, number>>): (number | null)[] {
  const length = 1 + Math.max(BOARDS_AT - 1, ...Object.keys(places).map(Number));
  return Array.from({ length }, (_, at) => places[at] ?? null);
}

it.each<[string, Readonly<Record<number, number>>, number, string]>([
  ['nothing', {}, 3, '0000000000000000'],
  ['zeros', { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0 }, 1, '0000000101010101'],
  ['a share of errors', { 0: 0.000_31 }, 1, '000000b70200000000'],
  ['a mean of two', { 0: 0.000_31 }, 2, '000000ed0400000000'],
  ['a small rate', { 1: 4_096 }, 1, '000000008120000000'],
  ['a rate in steps of two', { 1: 5_000 }, 1, '00010000c513000000'],
  ['degrees below zero', { 2: -5.5 }, 2, '0000000000dc010000'],
  ['speed and power', { 3: 1_200, 4: 3_154 }, 1, '000000000000ad02d318'],
  ['errors of the first board, which no mean is made of', { 8: 7 }, 6, '000001000000000000000008'],
  ['the last board alone', { 36: 7 }, 1, `000008${'00'.repeat(36)}08`],
  ['the second fan', { [FANS_AT + 1]: 1_200 }, 1, '000000000000000000ad02'],
  ['a board and a fan', { 5: 71.4, [FANS_AT]: 4_000 }, 1, '0000010000000000950b000000e907'],
])('%s', (_what, places, n, hex) => {
  const values = listOf(places);
  expect(hexOf(values, n)).toBe(hex);
  const back = unpackParts(bytesOf(hex), n) ?? [];
  for (const [at, value] of values.entries()) expect(back[at] ?? null).toBe(value);
  expect(back.slice(values.length).every((value) => value === null)).toBe(true);
});

it.each([
  ['below what can be', [-1, -1, null, -1, -1], '0000000101000101'],
  ['far too large', [null, null, 1e300], '000000000081808080808080040000'],
  ['far too small', [null, null, -1e300], '000000000080808080808080040000'],
])('is bounded where a value is %s', (_what, values, hex) => {
  expect(hexOf(values, 1)).toBe(hex);
});

it('is of an earlier version where it begins with another number', () => {
  const earlier = bytesOf('0624891df942b94b9d5eb944974bf75eb941a34cc35d0000d15f');
  expect(unpackParts(earlier, 6)).toBeNull();
  const [share, celsius, rate, fan, ...others] = unpackFirst(earlier);
  expect([share, celsius, fan]).toEqual([0.000_31, 71.4, 4_020]);
  expect((rate ?? 0) / 55.3e12).toBeCloseTo(1, 3);
  expect(others.slice(-3)).toEqual([null, null, 4_080]);
});

it.each([
  ['', []],
  ['00', []],
  ['0500', []],
  ['01000b', [5e-6]],
  ['020015', [5e-6]],
  ['010000150b0b', [null, 1, 5, 20]],
  ['010300000b', [null, null, 40]],
])('of an earlier version %j is %j', (hex, values) => {
  expect(unpackFirst(bytesOf(hex))).toEqual(values);
});

it('of an earlier version has no more places than it had', () => {
  expect(unpackFirst(bytesOf(`0100${'0b'.repeat(99)}`))).toHaveLength(25);
});

it('gives the columns and places of an earlier version their places in the list', () => {
  const columns = { rate: 5, celsius: 70, fan_speed: 3_000 };
  const none = { rate: null, celsius: null, fan_speed: null };
  expect(firstParts(none, [])).toEqual([]);
  expect(firstParts(columns, [])).toEqual([null, 5, 70, 3_000]);
  expect(firstParts(none, [0.5])).toEqual([0.5]);
  const two = firstParts(columns, [0.5, 71, 6, 2_900, 72, null, 2_800]);
  expect(two).toEqual(
    Array.from({ length: FANS_AT + 2 }, (_, at) => {
      const places: Readonly<Record<number, number>> = {
        ...{ 0: 0.5, 1: 5, 2: 70, 3: 3_000, 5: 71, 7: 6, 9: 72 },
        ...{ [FANS_AT]: 2_900, [FANS_AT + 1]: 2_800 },
      };
      return places[at] ?? null;
    }),
  );
});
