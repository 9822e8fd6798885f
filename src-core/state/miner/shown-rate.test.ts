import { expect, it } from 'vitest';
import type { MinerSnapshot } from '../snapshot-types.ts';
import { shownRate } from './shown-rate.ts';

it('shows what machines prove where they alone mine, else what is hashed', () => {
  const estimate = { hashesPerSecond: 5, relativeError: 0.01 };
  const shown = (kinds: readonly string[], stratum: object | null) =>
    shownRate({
      ...{ stratum, groups: kinds.map((kind) => ({ kind })), hashesPerSecondMinute: 7 },
    } as unknown as MinerSnapshot);
  expect(shown(['stratum'], { rate: estimate })).toBe(5);
  expect(shown(['stratum', 'cpu'], { rate: estimate })).toBe(7);
  expect(shown(['cpu'], { rate: estimate })).toBe(7);
  expect(shown(['stratum'], null)).toBe(7);
});
