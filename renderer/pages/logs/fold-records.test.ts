import { expect, it } from 'vitest';
import type { LogRecord } from '../../../contract/screen-contract.ts';
import { foldRecords } from './fold-records.ts';

const record = (sequence: number, text: string, changes: Partial<LogRecord> = {}): LogRecord => ({
  ...{ sequence, timeMicros: sequence * 1e6, level: 'warn', tags: ['Node'], text },
  ...changes,
});
const folded = (...records: LogRecord[]) =>
  foldRecords(records).map(({ first, record: newest, times }) => [
    first.sequence,
    newest.sequence,
    times,
  ]);

it('folds lines that repeat the one before, from the first to the newest', () => {
  expect(folded(record(1, 'a'), record(2, 'a'), record(3, 'a'), record(4, 'b'))).toEqual([
    [1, 3, 3],
    [4, 4, 1],
  ]);
});

it('folds what threads say in turn', () => {
  const thread = (sequence: number, number: number) =>
    record(sequence, 'no work', { tags: [`Thread ${number}`] });
  expect(folded(thread(1, 0), thread(2, 11), thread(3, 0))).toEqual([[1, 3, 3]]);
  const rig = (sequence: number, name: string) => record(sequence, 'gone', { tags: [name] });
  expect(folded(rig(1, 'rig 1'), rig(2, 'rig 2'))).toHaveLength(2);
});

it('keeps lines apart that differ, or that others stand between', () => {
  expect(folded(record(1, 'a'), record(2, 'b'), record(3, 'a'))).toHaveLength(3);
  expect(folded(record(1, 'a'), record(2, 'a', { level: 'error' }))).toHaveLength(2);
  expect(folded(record(1, 'a'), record(2, 'a', { tags: ['Node', 'x'] }))).toHaveLength(2);
  expect(folded()).toEqual([]);
});
