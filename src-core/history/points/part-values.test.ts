import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergedHex, mergedParts, MOST_PARTS, packParts, unpackParts } from './part-values.ts';
import type { PartValues } from './part-values.ts';

/** An Antminer KA3: error share, then three boards and four fans. */
const KA3: PartValues = [
  0.000_31,
  ...[71.4, 55.3e12, 4_020],
  ...[73, 55.1e12, 4_050],
  ...[69.8, 55.9e12, 3_990],
  ...[null, null, 4_080],
];

const maybe = (values: fc.Arbitrary<number>) => fc.option(values, { nil: null });
const place = fc.tuple(
  maybe(fc.double({ min: -40, max: 150, noNaN: true })),
  maybe(fc.double({ min: 1e3, max: 1e14, noNaN: true })),
  maybe(fc.integer({ min: 0, max: 20_000 })),
);
const parts = fc
  .tuple(
    maybe(fc.double({ min: 0, max: 1, noNaN: true })),
    fc.array(place, { maxLength: MOST_PARTS }),
  )
  .map(([share, places]): PartValues => [share, ...places.flat()]);

/** Whether each is near the other: of rates, for the highest of them. */
function expectNear(seen: PartValues, wanted: PartValues): void {
  expect(seen.length).toBe(wanted.length);
  const highest = Math.max(...wanted.map((value, at) => (at % 3 === 2 ? (value ?? 0) : 0)));
  for (const [at, value] of wanted.entries()) {
    const error = at === 0 ? 1e-6 : [2.1, 0.06, highest / 1_000][at % 3];
    if (value === null) expect(seen[at]).toBeNull();
    else expect(Math.abs((seen[at] ?? NaN) - value)).toBeLessThanOrEqual(error ?? 0);
  }
}

it('packs what a machine reports into a few bytes', () => {
  expect(packParts(KA3, 1).length).toBeLessThan(32);
  expect(packParts([null, 83.5, 5.1e12, 2_940], 1).length).toBeLessThan(12);
});

it('gives back what was packed, as exactly as a chart shows it', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: 360 }), (values, n) => {
      const unpacked = unpackParts(packParts(values, n));
      expect(unpacked.n).toBe(n);
      expectNear(unpacked.values, values);
    }),
  );
});

it('still moves after an hour of values, by small ones too', () => {
  let packed = packParts([0, 70], 1);
  for (let n = 1; n < 360; n += 1) {
    const { values } = unpackParts(packed);
    packed = packParts(mergedParts(values, n, [0.000_1, 71], 1), n + 1);
  }
  const [share, celsius] = unpackParts(packed).values;
  expect(celsius).toBeCloseTo(71, 1);
  expect(share).toBeCloseTo(0.000_1, 5);
});

it('merges several by their weight, where a part was not reported without it', () => {
  const hex = [packParts([null, 70, null, 3_000], 3), packParts([null, 74, 5e12], 1)]
    .map((each) => Buffer.from(each).toString('hex'))
    .join(' ');
  const [share, celsius, rate, fan] = mergedHex(hex);
  expect([share, celsius, fan]).toEqual([null, 71, 3_000]);
  expect((rate ?? 0) / 5e12).toBeCloseTo(1, 3);
});

it('makes numbers of whatever bytes a damaged file has', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { values, n } = unpackParts(bytes);
      expect(n).toBeGreaterThanOrEqual(0);
      for (const value of values) expect(value === null || Number.isFinite(value)).toBe(true);
    }),
  );
});
