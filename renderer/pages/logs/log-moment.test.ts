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

it('finds the lines of a time', () => {
  expect(firstAt(records, 109_000)).toBe(1);
  expect(firstAt(records, 111_000)).toBe(1);
  expect(firstAt(records, 500_000)).toBe(2);
  expect(records.map((record) => isNear(record, 109_000))).toEqual([false, true, false]);
});

it('knows when they are no longer there', () => {
  expect(isTooOld(records, 97_000)).toBe(true);
  expect(isTooOld(records, 99_000)).toBe(false);
  expect(isTooOld([], 99_000)).toBe(false);
});
