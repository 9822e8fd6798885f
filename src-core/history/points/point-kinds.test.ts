/** How two points of the same time become one. */
import { expect, it } from 'vitest';
import { merged } from './point-kinds.ts';
import type { Point, PointKind, PointValues } from './point-kinds.ts';

const point = (kind: PointKind, n: number, values: PointValues): Point => ({
  ...{ kind, name: 'a', at: 10, span: 10, n, values },
});
const NONE = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };

it('takes means by their weight, sums of shares, and the last level', () => {
  const first = { rate: 4, level: 30, accepted: 1, blocks: 2, stale: 3, duplicate: 4, low: 5 };
  const both = merged(
    point('machine', 3, { ...first, invalid: 6 }),
    point('machine', 1, { ...NONE, rate: 8, level: 50, accepted: 10, invalid: 1 }),
  );
  expect(both).toEqual({
    ...point('machine', 4, { rate: 5, level: 50, accepted: 11, blocks: 2, stale: 3 }),
    values: {
      ...{ rate: 5, level: 50 },
      ...{ accepted: 11, blocks: 2, stale: 3, duplicate: 4, low: 5, invalid: 7 },
    },
  });
});

it.each([
  [null, 8, 8],
  [4, null, 4],
  [null, null, null],
])('takes %j and %j as %j where one is not known', (a, b, mean) => {
  const of = (difficulty: number | null) => point('total', 2, { ...NONE, difficulty });
  expect(merged(of(a), of(b)).values['difficulty']).toBe(mean);
});

it('takes counts, pool and parts of a device, each in its way', () => {
  const both = merged(
    point('device', 3, { hardware_errors: 9, uptime: 50, pool: 'a', parts: [0.25, 4] }),
    point('device', 1, { hardware_errors: 1, uptime: 60, pool: 'b', parts: [null, 8, 70] }),
  );
  expect(both.values).toEqual({
    ...{ hardware_errors: 1, uptime: 60, accepted: null, rejected: null, pool: 'b' },
    parts: [0.25, 5, 70],
  });
});
