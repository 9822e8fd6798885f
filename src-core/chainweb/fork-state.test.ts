import { expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { mainnetFirst } from '../tests/known-headers.ts';
import { forkState, forkStateOf } from './fork-state.ts';
import { decodeWorkHeader, encodeWorkHeader } from './work-header.ts';

it.each([
  [0n, 0, 0],
  [1n, 1, 0],
  // One vote more than 9,520 of chainweb-node's 14,280, on fork 1: far above 2^53.
  [(9_521_000n << 32n) | 1n, 1, 9521],
  // While votes are counted they are averages.
  [9_520_333n << 32n, 0, 9520.333],
  [2n ** 64n - 1n, 0xffff_ffff, 4_294_967.295],
])('reads fork number and votes of %s', (flags, number, votes) => {
  expect(forkState(flags)).toEqual({ number, votes });
  const header = Buffer.alloc(286);
  header.writeBigUInt64LE(flags);
  expect(forkStateOf(header)).toEqual({ number, votes });
});

it('is at the beginning of a header, which keeps it', () => {
  const flags = (9_521_000n << 32n) | 1n;
  const bytes = encodeWorkHeader({ ...mainnetFirst, flags });
  expect(forkStateOf(bytes)).toEqual({ number: 1, votes: 9521 });
  expect(unwrap(decodeWorkHeader(bytes)).flags).toBe(flags);
});
