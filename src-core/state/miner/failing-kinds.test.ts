import { expect, it } from 'vitest';
import type { MinerSnapshot } from '../snapshot-types.ts';
import { failingKinds } from './failing-kinds.ts';

const groups = [
  { kind: 'cpu', workers: ['CPU 0', 'CPU 1'] },
  { kind: 'gpu', workers: ['GPU 0'] },
];
const failure = (worker: string, sinceMs: number, kind = 'exit-code') => ({
  ...{ kind: 'worker', worker, sinceMs, fault: { kind } },
});
const failing = (...problems: readonly object[]) =>
  failingKinds({ groups, problems } as unknown as MinerSnapshot);

it('are none where nothing fails, or only what ends no search', () => {
  expect(failing({ kind: 'open-files' }, failure('CPU 0', 1, 'runs-on'))).toEqual([]);
});

it('have the part of their workers that fails, since the first of them did', () => {
  expect(failing(failure('CPU 1', 9))).toEqual([
    { kind: 'cpu', part: { failing: 1, of: 2 }, sinceMs: 9 },
  ]);
  const all = [failure('CPU 1', 9), failure('CPU 0', 7), failure('GPU 0', 8)];
  expect(failing(...all)).toEqual([
    { kind: 'cpu', part: null, sinceMs: 7 },
    { kind: 'gpu', part: null, sinceMs: 8 },
  ]);
});

it('do not include workers of other kinds, nor other problems that name one', () => {
  const other = { ...failure('CPU 0', 1), kind: 'device' };
  expect(failing(other, failure('FPGA 0', 2))).toEqual([]);
  const known = { kind: 'device', workers: 'cpu', sinceMs: 5 };
  expect(failing(known)).toEqual([]);
});

it('fail as a whole where they cannot be opened', () => {
  const group = { kind: 'group', workers: 'gpu', sinceMs: 5 };
  expect(failing(failure('GPU 0', 8), group)).toEqual([{ kind: 'gpu', part: null, sinceMs: 5 }]);
});
