import fc from 'fast-check';
import { expect, it } from 'vitest';
import { folded, LARGEST, numbersIn, pushNumber, unfolded } from './small-numbers.ts';

const bytesOf = (...numbers: readonly number[]): number[] => {
  const bytes: number[] = [];
  for (const number of numbers) pushNumber(bytes, number);
  return bytes;
};

it.each([
  [0, [0]],
  [1, [1]],
  [127, [127]],
  [128, [128, 1]],
  [300, [172, 2]],
  [16_383, [255, 127]],
  [16_384, [128, 128, 1]],
  [LARGEST, [128, 128, 128, 128, 128, 128, 128, 8]],
])('%d is written as %j', (number, bytes) => {
  expect(bytesOf(number)).toEqual(bytes);
  expect(numbersIn(Uint8Array.from(bytes))).toEqual([number]);
});

it('reads every row of numbers as it was written', () => {
  const number = fc.oneof(
    fc.nat(300),
    fc.maxSafeNat().map((value) => value % LARGEST),
  );
  fc.assert(
    fc.property(fc.array(number), (numbers) => {
      expect(numbersIn(Uint8Array.from(bytesOf(...numbers)))).toEqual(numbers);
    }),
  );
});

it('bounds numbers of damaged bytes, and leaves out one that does not end', () => {
  const endless = Array.from({ length: 200 }, () => 255);
  expect(numbersIn(Uint8Array.from([...endless, 1, 5, 255]))).toEqual([LARGEST, 5]);
});

it.each([
  [0, 0, 0],
  [0.4, 0, 0],
  [-0.6, 1, -1],
  [1, 2, 1],
  [-1, 1, -1],
  [2, 4, 2],
  [-7, 13, -7],
])('folds %d into %d', (value, small, whole) => {
  expect([folded(value), unfolded(small) + 0]).toEqual([small, whole]);
});
