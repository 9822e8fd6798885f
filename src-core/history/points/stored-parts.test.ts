import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packParts, unpackParts } from './part-bytes.ts';
import { partsOf, partValues } from './part-samples.ts';
import { addedToRow, partsOfStep } from './stored-parts.ts';

/** An Antminer KA3 of six readings, as an earlier version has packed its boards and fans. */
const EARLIER = Buffer.from('0624891df942b94b9d5eb944974bf75eb941a34cc35d0000d15f', 'hex');
const COLUMNS = { rate: 166.3e12, celsius: 73, fan_speed: 4_035 };

const board = { celsius: 80, boardCelsius: 60, hashesPerSecond: 50e12, hardwareErrors: 3 };
const ADDED = partValues({
  ...{ hardwareErrorShare: 0.000_31, hashesPerSecond: 150e12, celsius: 80, fanSpeed: 5_000 },
  watts: 3_154,
  ...{ boards: [board], fans: [5_000] },
});

const NO_COLUMNS = { rate: null, celsius: null, fan_speed: null };

/** A row as SQL gives it for `partsOfStep`. */
const asText = (
  at: number,
  n: number,
  columns: typeof NO_COLUMNS | typeof COLUMNS,
  bytes: Uint8Array,
) =>
  [
    at,
    n,
    ...Object.values(columns).map((each) => each ?? ''),
    Buffer.from(bytes).toString('hex'),
  ].join();

it('reads what an earlier version has packed', () => {
  const { boards, fans, ...machine } = partsOf(partsOfStep(asText(0, 6, COLUMNS, EARLIER)));
  expect(machine).toMatchObject({ hashesPerSecond: 166.3e12, celsius: 73, fanSpeed: 4_035 });
  expect(machine.hardwareErrorShare).toBeCloseTo(0.000_31, 6);
  expect(fans).toEqual([4_020, 4_050, 3_990, 4_080]);
  expect(boards.map(({ celsius }) => celsius)).toEqual([71.4, 73, 69.8]);
  expect((boards[0]?.hashesPerSecond ?? 0) / 55.3e12).toBeCloseTo(1, 3);
  expect(boards.map(({ boardCelsius, hardwareErrors: errors }) => boardCelsius ?? errors)).toEqual([
    ...[null, null, null],
  ]);
});

it('reads the columns of a version that kept no boards', () => {
  const read = partsOf(partsOfStep(asText(0, 6, COLUMNS, new Uint8Array())));
  expect(read).toMatchObject({
    hashesPerSecond: 166.3e12,
    celsius: 73,
    fanSpeed: 4_035,
    boards: [],
  });
});

it('adds to a row of an earlier version, by weight', () => {
  const bytes = addedToRow({ ...COLUMNS, n: 6, parts: EARLIER }, ADDED, 2);
  const { celsius, boards, fans } = partsOf(unpackParts(bytes, 8) ?? []);
  expect(celsius).toBeCloseTo((73 * 6 + 80 * 2) / 8, 1);
  expect(boards[0]?.celsius).toBeCloseTo((71.4 * 6 + 80 * 2) / 8, 1);
  expect(boards[0]).toMatchObject({ boardCelsius: 60, hardwareErrors: 3 });
  expect(boards).toHaveLength(3);
  expect(fans).toHaveLength(4);
});

it('takes counts from the latest row, in whatever order the rows come', () => {
  const rows = [10, 20, 30].map((at) => {
    const boards = [{ ...board, hardwareErrors: at }];
    return asText(at, 1, NO_COLUMNS, packParts(partValues({ ...partsOf(ADDED), boards }), 1));
  });
  const [a = '', b = '', c = ''] = rows;
  expect(partsOf(partsOfStep([c, a, b].join(' '))).boards[0]?.hardwareErrors).toBe(30);
});

it('makes numbers of whatever a damaged file has', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.uint8Array(), (texts, bytes) => {
      const text = [...texts, asText(5, 3, COLUMNS, bytes)].join(' ');
      for (const value of partsOfStep(text)) {
        expect(value === null || Number.isFinite(value)).toBe(true);
      }
    }),
  );
});
