import { beforeEach, expect, it } from 'vitest';
import type { LogRecord } from '../../contract/screen-contract.ts';
import { LOG_LIMIT, receiveLogs, useLogStore } from './log-store.ts';

const record = (sequence: number): LogRecord => ({
  sequence,
  timeMicros: sequence,
  level: 'info',
  tags: [],
  text: `line ${sequence}`,
});
const range = (from: number, to: number): LogRecord[] =>
  Array.from({ length: to - from + 1 }, (_, index) => record(from + index));
const sequences = (): number[] => useLogStore.getState().records.map((each) => each.sequence);

beforeEach(() => useLogStore.setState({ records: [] }));

it('adds no record twice when a batch overlaps with what is there', () => {
  receiveLogs(range(1, 4));
  receiveLogs(range(3, 6));
  expect(sequences()).toEqual([1, 2, 3, 4, 5, 6]);
});

it('keeps the newest records only', () => {
  receiveLogs(range(1, LOG_LIMIT));
  receiveLogs(range(LOG_LIMIT + 1, LOG_LIMIT + 50));
  expect(sequences().length).toBe(LOG_LIMIT);
  expect(sequences()[0]).toBe(51);
  expect(sequences().at(-1)).toBe(LOG_LIMIT + 50);
});
