import { expect, it } from 'vitest';
import { NO_STRETCHES, watchRejects } from './reject-watch.ts';
import { machine, snapshot } from './tests/watch-test.ts';

const NONE = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
const MINUTE = 60_000;

/** Looks at a machine with these counts, each at its minute. Returns what is reported at each. */
function reported(...looks: (readonly [minute: number, counts: Partial<typeof NONE>])[]) {
  let watch = NO_STRETCHES;
  return looks.map(([minute, counts]) => {
    const shares = { ...NONE, ...counts };
    const seen = snapshot(minute * MINUTE, {}, [machine({ shares })]);
    const after = watchRejects(watch, seen, { notifyRejectsAbove: 0.1 });
    watch = after.watch;
    return after.notices.map((notice) => 'shares' in notice && [notice.refused, notice.shares]);
  });
}

it('counts shares of every kind that were refused, from the first look on', () => {
  const before = { accepted: 100, stale: 1, duplicate: 2, low: 3, invalid: 4 };
  const after = { accepted: 110, stale: 5, duplicate: 7, low: 9, invalid: 11 };
  expect(reported([5, before], [15, after])).toEqual([[], [[22, 32]]]);
});

it('judges stretches of ten minutes and of twenty shares, each by itself', () => {
  expect(
    reported(
      [1, {}],
      [10.9, { accepted: 100, stale: 50 }],
      // 19 shares are too few, however long they took.
      [1, {}],
    ),
  ).toEqual([[], [], []]);
  expect(
    reported([1, {}], [11, { stale: 19 }], [12, { stale: 20 }], [30, { accepted: 18, stale: 22 }]),
  ).toEqual([[], [], [[20, 20]], []]);
});

it('reports what is above the limit, once until a stretch is not', () => {
  expect(reported([0, {}], [10, { accepted: 18, stale: 2 }])).toEqual([[], []]);
  expect(
    reported(
      [0, {}],
      [10, { accepted: 17, stale: 3 }],
      [20, { accepted: 34, stale: 6 }],
      [30, { accepted: 60, stale: 6 }],
      [40, { accepted: 60, stale: 30 }],
    ),
  ).toEqual([[], [[3, 20]], [], [], [[24, 24]]]);
});
