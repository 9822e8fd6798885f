import { expect, it } from 'vitest';
import type { MinerSnapshot } from '../snapshot-types.ts';
import { withBlocks } from './seen-blocks.ts';
import { shownRate } from './shown-rate.ts';

const block = (createdAtMs: number) => ({ hash: `h${createdAtMs}`, createdAtMs }) as never;

it('keeps the newest 400 blocks in order of time, each once', () => {
  const all = Array.from({ length: 400 }, (_, at) => block(at));
  expect(withBlocks([], all.toReversed())).toEqual(all);
  expect(withBlocks(all, [block(5), block(399.5)])).toEqual([...all.slice(1), block(399.5)]);
});

it('shows what machines prove where they alone mine, else what is hashed', () => {
  const estimate = { hashesPerSecond: 5, relativeError: 0.01 };
  const total = { oneMinute: estimate, tenMinutes: estimate, oneHour: estimate };
  const shown = (kinds: readonly string[], stratum: object | null) =>
    shownRate({
      ...{ stratum, groups: kinds.map((kind) => ({ kind })), hashesPerSecondMinute: 7 },
    } as unknown as MinerSnapshot);
  expect(shown(['stratum'], { total })).toBe(5);
  expect(shown(['stratum', 'cpu'], { total })).toBe(7);
  expect(shown(['cpu'], { total })).toBe(7);
  expect(shown(['stratum'], null)).toBe(7);
});
