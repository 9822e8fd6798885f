import { expect, it } from 'vitest';
import { noFaults } from './faults.ts';
import { boardsThere, readSensors } from './sensors.ts';

const HARDWARE = { boards: 2, chipsPerBoard: 36, fans: 2 };
const read = (changes: object = {}, isHashing = true, nowMs = 0) =>
  readSensors(HARDWARE, { ...noFaults(), ...changes }, isHashing, nowMs);

it('are warm while it hashes, cool otherwise, and too hot with that fault', () => {
  const boards = (...values: readonly [number, number, number, number]) => [
    { chip: values[0], board: values[1] },
    { chip: values[2], board: values[3] },
  ];
  expect(read()).toEqual({ boards: boards(68, 55.7, 69.3, 56.5), fans: [2940, 2978] });
  expect(read({}, false).boards).toEqual(boards(34, 34.7, 35.3, 35.5));
  expect(read({ hotChips: true }).boards).toEqual(boards(106, 88.7, 107.3, 89.5));
  expect(read({ hotChips: true }, false).boards).toEqual(boards(106, 88.7, 107.3, 89.5));
});

it('move within 40 seconds, and are there again after them', () => {
  expect(read({}, true, 10_000)).toMatchObject({
    boards: [{ chip: 69.5 }, {}],
    fans: [2985, 2964],
  });
  expect(read({}, true, 30_000)).toMatchObject({
    boards: [{ chip: 66.5 }, {}],
    fans: [2895, 2916],
  });
  expect(read({}, true, 40_000)).toEqual(read());
});

it('miss a board and a fan that stands still', () => {
  expect(read({ missingBoard: true }).boards).toHaveLength(1);
  expect(boardsThere(HARDWARE, { ...noFaults(), missingBoard: true })).toBe(1);
  expect(boardsThere(HARDWARE, noFaults())).toBe(2);
  expect(read({ stoppedFan: true }).fans).toEqual([0, 2978]);
});
