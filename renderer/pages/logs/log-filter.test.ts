import { expect, it } from 'vitest';
import type { LogRecord } from '../../../contract/screen-contract.ts';
import { ALL_RECORDS, filterRecords, isFiltering } from './log-filter.ts';

const record = (sequence: number, level: LogRecord['level'], tags: string[], text: string) => ({
  sequence,
  timeMicros: 0,
  level,
  tags,
  text,
});
const records: LogRecord[] = [
  record(1, 'error', ['Node'], 'connection refused'),
  record(2, 'warn', ['Thread 0', 'Worker'], 'Preempted'),
  record(3, 'info', ['Thread 1', 'Worker'], 'got new work for chain 3'),
  record(4, 'debug', [], 'tick'),
];
const shown = (filter: Partial<typeof ALL_RECORDS>): number[] =>
  filterRecords(records, { ...ALL_RECORDS, ...filter }).map((each) => each.sequence);

it('shows a level and those more important', () => {
  expect(shown({})).toEqual([1, 2, 3, 4]);
  expect(shown({ level: 'warn' })).toEqual([1, 2]);
  expect(shown({ level: 'error' })).toEqual([1]);
});

it('wants every tag in the stack', () => {
  expect(shown({ tags: ['Worker'] })).toEqual([2, 3]);
  expect(shown({ tags: ['Worker', 'Thread 1'] })).toEqual([3]);
});

it('finds every word in text or tags, in any case', () => {
  expect(shown({ text: 'WORK chain' })).toEqual([3]);
  expect(shown({ text: 'node refused' })).toEqual([1]);
  expect(shown({ text: '   ' })).toEqual([1, 2, 3, 4]);
});

it('finds words in quotation marks where they stand together', () => {
  expect(shown({ text: 'chain work' })).toEqual([3]);
  expect(shown({ text: '"chain work"' })).toEqual([]);
  expect(shown({ text: 'thread "Work for CHAIN"' })).toEqual([3]);
  // The second mark is still to come.
  expect(shown({ text: '"chain 3' })).toEqual([3]);
  expect(shown({ text: '"' })).toEqual([1, 2, 3, 4]);
});

it('knows when it leaves nothing out', () => {
  expect(isFiltering(ALL_RECORDS)).toBe(false);
  expect(isFiltering({ ...ALL_RECORDS, tags: ['Worker'] })).toBe(true);
});
