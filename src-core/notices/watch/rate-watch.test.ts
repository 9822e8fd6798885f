import { expect, it } from 'vitest';
import type { MachineSnapshot, MinerSnapshot } from '../../state/snapshot-types.ts';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import { NO_RATES_KNOWN, watchRates, withoutOwnRates } from './rate-watch.ts';
import type { RateWatch } from './rate-watch.ts';
import { group, HOUR, machine, snapshot } from './tests/watch-test.ts';

const rated = (hashesPerSecond: number, given: Partial<MachineSnapshot> = {}): MachineSnapshot =>
  machine({
    hashRate: { ...NO_RATES, tenMinutes: { hashesPerSecond, relativeError: 0 } },
    ...given,
  });
const look = (before: RateWatch, seen: MinerSnapshot, usual: number | null = null) =>
  watchRates(before, seen, { notifyRateBelow: 0.7 }, () => usual);
const usualOf = (watch: RateWatch): (number | undefined)[] =>
  [...watch.values()].map(({ usual }) => usual);

it('learns a mean that is plain at first, without the time that was not seen', () => {
  let { watch } = look(NO_RATES_KNOWN, snapshot(0, {}, [rated(100)]));
  ({ watch } = look(watch, snapshot(10_000, {}, [rated(100)])));
  ({ watch } = look(watch, snapshot(20_000, {}, [rated(200)])));
  expect(usualOf(watch)).toEqual([150]);
  // Half a day later, ten seconds of it.
  ({ watch } = look(watch, snapshot(10_000 + 12 * HOUR, {}, [rated(150 + 4_321)])));
  expect(usualOf(watch)[0]).toBeCloseTo(151, 0);
  // A clock that was set back teaches nothing.
  const { watch: back } = look(watch, snapshot(HOUR, {}, [rated(9e9)]));
  expect(usualOf(back)).toEqual(usualOf(watch));
  // Nor does a machine that stands still.
  const { watch: idle } = look(watch, snapshot(10_000 + 13 * HOUR, {}, [rated(0)]));
  expect(usualOf(idle)).toEqual(usualOf(watch));
});

it('forgets over a day, however long it has learned', () => {
  const day = 24 * HOUR;
  let { watch } = look(NO_RATES_KNOWN, snapshot(10 * day, {}, [rated(100)]), 100);
  ({ watch } = look(watch, snapshot(10 * day + 10_000, {}, [rated(100 + 8_640)])));
  expect(usualOf(watch)[0]).toBeCloseTo(101, 1);
});

it('watches machines that are here and have worked, and forgets those no longer listed', () => {
  const none = { ...machine({}).shares, accepted: 0 };
  const machines = [
    rated(1, { key: 'works' }),
    rated(1, { key: 'left', leftAtMs: 5 }),
    rated(1, { key: 'new', shares: none }),
  ];
  let watch = NO_RATES_KNOWN;
  for (let ms = 0; ms < 5_000; ms += 1_000) ({ watch } = look(watch, snapshot(ms, {}, machines)));
  expect([...watch.keys()]).toEqual(['works']);
  const groups = [group({ kind: 'cpu', hashesPerSecond: 1 })];
  ({ watch } = look(watch, snapshot(6_000, { groups }, [rated(1, { key: 'other' })])));
  ({ watch } = look(watch, snapshot(7_000, { groups }, [rated(1, { key: 'other' })])));
  expect([...watch.keys()].sort()).toEqual(['other', 'worker cpu']);
  expect([...withoutOwnRates(watch).keys()]).toEqual(['other']);
  const paused = look(watch, snapshot(8_000, { groups, phase: 'stopping' }, machines));
  expect([...paused.watch.keys()]).toEqual(['worker cpu']);
});

it('says that a rate is low where twenty shares are usual in ten minutes', () => {
  const at = (difficulty: number | null, seconds: number): number => {
    let watch = NO_RATES_KNOWN;
    let count = 0;
    for (let second = 0; second <= seconds; second += 10) {
      const seen = snapshot(second * 1000, {}, [rated(50, { difficulty })]);
      const after = look(watch, seen, 100);
      watch = after.watch;
      count += after.notices.length;
    }
    return count;
  };
  expect([at(2_980, 700), at(3_001, 700), at(null, 700)]).toEqual([1, 0, 1]);
});

it('starts again with a rate that was low for a moment when the machine goes', () => {
  let { watch } = look(NO_RATES_KNOWN, snapshot(0, {}, [rated(50)]), 100);
  const notices: number[] = [];
  for (let second = 10; second <= 1_500; second += 10) {
    const isAway = second === 500;
    const seen = snapshot(second * 1000, {}, [
      rated(50, { difficulty: null, leftAtMs: isAway ? 1 : null }),
    ]);
    const after = look(watch, seen, 100);
    watch = after.watch;
    if (after.notices.length > 0) notices.push(second);
  }
  expect(notices).toEqual([1_110]);
});
