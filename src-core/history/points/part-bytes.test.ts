import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packParts, unpackParts } from './part-bytes.ts';
import { partsOf, partValues } from './part-samples.ts';
import { CHANNELS, mergedParts, MOST_PARTS } from './part-values.ts';
import type { PartValues } from './part-values.ts';

const board = (celsius: number, hashesPerSecond: number) => ({
  ...{ celsius, boardCelsius: celsius - 12, hashesPerSecond, hardwareErrors: 1_204 },
});

/** An Antminer KA3. */
const KA3 = {
  ...{ hardwareErrorShare: 0.000_31, hashesPerSecond: 166.3e12, celsius: 73, fanSpeed: 4_035 },
  watts: 3_154,
  boards: [board(71.4, 55.3e12), board(73, 55.1e12), board(69.8, 55.9e12)],
  fans: [4_020, 4_050, 3_990, 4_080],
};
const NO_MACHINE = {
  ...{ hardwareErrorShare: null, hashesPerSecond: null, celsius: null, fanSpeed: null },
  watts: null,
  ...{ boards: [], fans: [] },
};

const maybe = (values: fc.Arbitrary<number>) => fc.option(values, { nil: null });
const celsius = maybe(fc.double({ min: -40, max: 150, noNaN: true }));
const rate = maybe(fc.double({ min: 1e3, max: 1e14, noNaN: true }));
const rpm = fc.integer({ min: 0, max: 20_000 });
const sample = fc.record({
  hardwareErrorShare: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  hashesPerSecond: rate,
  celsius,
  fanSpeed: maybe(rpm),
  watts: maybe(fc.integer({ min: 1, max: 100_000 })),
  boards: fc.array(
    fc.record({
      ...{ celsius, boardCelsius: celsius, hashesPerSecond: rate },
      hardwareErrors: maybe(fc.integer({ min: 0, max: 1e12 })),
    }),
    { maxLength: MOST_PARTS },
  ),
  fans: fc.array(maybe(rpm), { maxLength: MOST_PARTS }),
});

const unpacked = (values: PartValues, n: number) => unpackParts(packParts(values, n), n) ?? [];

/** Whether each is near the other: of rates, for the highest of them, and no nearer than whole hashes per second. */
function expectNear(seen: PartValues, wanted: PartValues): void {
  const rates = wanted.filter((_, at) => CHANNELS[at]?.steps === null);
  const step = Math.max(1, ...rates.map((value) => (value ?? 0) / 2_048));
  for (const [at, { steps }] of CHANNELS.entries()) {
    const [value, other] = [wanted[at] ?? null, seen[at] ?? null];
    if (value === null) expect(other).toBeNull();
    else {
      const off = Math.abs((other ?? NaN) - value);
      expect(off).toBeLessThanOrEqual(0.51 * (steps === null ? step : 1 / steps));
    }
  }
}

it('packs what a machine reports into a few bytes', () => {
  expect(packParts(partValues(KA3), 6).length).toBeLessThan(52);
  const small = { ...NO_MACHINE, celsius: 83.5, hashesPerSecond: 5.1e12, fanSpeed: 2_940 };
  const fans = [2_940, 2_910];
  expect(packParts(partValues({ ...small, fans }), 1).length).toBeLessThan(16);
});

it('gives back what was packed, as exactly as a chart shows it', () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 1, max: 360 }), (machine, n) => {
      const values = partValues(machine);
      expectNear(unpacked(values, n), values);
    }),
  );
});

it('gives back the sample itself, with no more boards and fans than reported anything', () => {
  const fans = [...KA3.fans, null];
  const boards = [...KA3.boards, ...partsOf([]).boards];
  expect(partsOf(partValues({ ...KA3, boards, fans }))).toEqual(KA3);
  expect(partsOf(unpacked(partValues(NO_MACHINE), 3))).toEqual(NO_MACHINE);
});

it('still moves after an hour of values, by small ones too', () => {
  const machine = { ...NO_MACHINE, hardwareErrorShare: 0, celsius: 70 };
  let values = unpacked(partValues(machine), 1);
  const added = {
    values: partValues({ ...machine, hardwareErrorShare: 0.000_1, celsius: 71 }),
    n: 1,
  };
  for (let n = 1; n < 360; n += 1) {
    values = unpacked(mergedParts([{ values, n }, added]), n + 1);
  }
  const { celsius: mean, hardwareErrorShare } = partsOf(values);
  expect(mean).toBeCloseTo(71, 1);
  expect(hardwareErrorShare).toBeCloseTo(0.000_1, 5);
});

it('merges several by their weight, counts as the last has them, and leaves out what was not reported', () => {
  const merged = mergedParts([
    { values: partValues({ ...KA3, celsius: 70, hashesPerSecond: null }), n: 3 },
    { values: partValues({ ...NO_MACHINE, celsius: 74, hashesPerSecond: 5e12 }), n: 1 },
    {
      values: partValues({
        ...NO_MACHINE,
        boards: [{ ...board(71.4, 55.3e12), hardwareErrors: 7 }],
      }),
      n: 2,
    },
  ]);
  const { celsius: mean, hashesPerSecond, boards, fans } = partsOf(merged);
  expect([mean, hashesPerSecond, fans]).toEqual([71, 5e12, KA3.fans]);
  expect(boards.map(({ hardwareErrors }) => hardwareErrors)).toEqual([7, 1_204, 1_204]);
});

it('makes numbers of whatever bytes a damaged file has', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const values = unpackParts(Uint8Array.from([0, ...bytes]), 6);
      for (const value of values ?? [NaN]) {
        expect(value === null || Number.isFinite(value)).toBe(true);
      }
    }),
  );
});
