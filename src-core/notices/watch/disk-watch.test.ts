import { expect, it } from 'vitest';
import type { MinerSnapshot, Problem } from '../../state/snapshot-types.ts';
import { ROOMY, watchDisk } from './disk-watch.ts';
import type { DiskWatch } from './disk-watch.ts';

const REPORTED: DiskWatch = { isReported: true };
const historyFault = (fault: object): Problem[] => [
  { kind: 'history', fault, sinceMs: 0 } as unknown as Problem,
];
const look = (before: DiskWatch, freeBytes: number | null, problems: Problem[] = []) => {
  const seen: Pick<MinerSnapshot, 'problems'> = { problems };
  const { watch, notices } = watchDisk(before, seen, freeBytes);
  return [watch.isReported, notices] as const;
};
const low = (freeBytes: number | null) => [true, [{ kind: 'disk-low', freeBytes }]];

it('is low below 500 MB, and roomy again from 1 GB on', () => {
  expect(look(ROOMY, 500_000_000)).toEqual([false, []]);
  expect(look(ROOMY, 499_999_999)).toEqual(low(499_999_999));
  expect(look(ROOMY, null)).toEqual([false, []]);
  expect(look(REPORTED, 100)).toEqual([true, []]);
  expect(look(REPORTED, 999_999_999)).toEqual([true, []]);
  expect(look(REPORTED, 1_000_000_000)).toEqual([false, []]);
  expect(look(REPORTED, null)).toEqual([false, []]);
});

it('is full where history cannot be written for it, whatever the system says of its room', () => {
  const full = historyFault({ kind: 'unwritable', cause: 'full' });
  expect(look(ROOMY, 2e9, full)).toEqual(low(null));
  expect(look(REPORTED, 2e9, full)).toEqual([true, []]);
  for (const fault of [
    { kind: 'unwritable', cause: 'denied' },
    { kind: 'damaged', cause: 'full' },
  ]) {
    expect(look(ROOMY, 2e9, historyFault(fault))).toEqual([false, []]);
  }
  const other = { kind: 'outbox', fault: { kind: 'unwritable', cause: 'full' } };
  expect(look(ROOMY, 2e9, [other as unknown as Problem])).toEqual([false, []]);
});
