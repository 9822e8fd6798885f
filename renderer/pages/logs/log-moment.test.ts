import { expect, it } from 'vitest';
import type { LogRecord } from '../../../contract/screen-contract.ts';
import { firstAt, isNear, isTooOld } from './log-moment.ts';

const at = (seconds: number): LogRecord => ({
  sequence: seconds,
  timeMicros: seconds * 1e6,
  level: 'info',
  tags: [],
  text: '',
});
const records = [100, 110, 120].map(at);
const lines = records.map((record) => ({ first: record, record }));

it('finds the lines of a time', () => {
  expect(firstAt(lines, 109_000)).toBe(1);
  expect(firstAt(lines, 111_000)).toBe(1);
  expect(firstAt(lines, 500_000)).toBe(2);
  expect(lines.map((line) => isNear(line, 109_000))).toEqual([false, true, false]);
});

it('finds a time within lines that are folded', () => {
  const folded = [{ first: at(100), record: at(150) }, ...lines.slice(2)];
  expect(firstAt(folded, 130_000)).toBe(0);
  expect(folded.map((line) => isNear(line, 130_000))).toEqual([true, false]);
});

it('knows when they are no longer there', () => {
  expect(isTooOld(records, 97_000)).toBe(true);
  expect(isTooOld(records, 99_000)).toBe(false);
  expect(isTooOld([], 99_000)).toBe(false);
});
