import { expect, it } from 'vitest';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import type { MachineSnapshot } from '../snapshot-types.ts';
import { allAwaitRates, awaitsRate, haveRates } from './awaited-rates.ts';

const rate = { hashesPerSecond: 5e12, relativeError: 0.5 };
const RATES = { oneMinute: rate, tenMinutes: rate, oneHour: rate };

/** A machine that got its first work at 1 s. */
function machine(shares: object = {}, changes: Partial<MachineSnapshot> = {}): MachineSnapshot {
  const since = { workSinceMs: 1_000, lastShareAtMs: null, isOnline: true, hashRate: NO_RATES };
  return {
    ...{ ...since, shares: { ...NO_SHARES, ...shares }, ...changes },
  } as unknown as MachineSnapshot;
}

const young = machine();
const measured = machine({ accepted: 3 }, { hashRate: RATES, lastShareAtMs: 2_000 });
const refused = machine({ low: 3 });
const first = machine({ accepted: 1 }, { lastShareAtMs: 2_000 });

it('awaits the rate of a machine until it is estimated, but not where every share is refused', () => {
  expect(awaitsRate(young, 3_000)).toBe(true);
  expect(awaitsRate(young, 3_600_000)).toBe(true);
  expect(awaitsRate(measured, 3_000)).toBe(false);
  expect(awaitsRate(refused, 3_000)).toBe(false);
  expect(awaitsRate(first, 3_000)).toBe(true);
  expect(awaitsRate(first, 11_999)).toBe(true);
  // What has no estimate any more was silent for long: that is 0.
  expect(awaitsRate(first, 12_000)).toBe(false);
});

it('has no rate of all while each that works is awaited', () => {
  const all = (...machines: MachineSnapshot[]) => allAwaitRates({ machines }, 3_000);
  expect(all()).toBe(false);
  expect(all(young)).toBe(true);
  expect(all(young, first)).toBe(true);
  expect(all(young, refused)).toBe(false);
  expect(all(measured)).toBe(false);
  // Those without work or without a connection count for nothing.
  expect(all(machine({}, { workSinceMs: null }), machine({}, { isOnline: false }))).toBe(false);
  expect(all(machine({ low: 1 }, { isOnline: false }), young)).toBe(true);
});

it('has a rate of all that says how fast they are once most are measured, or half a minute later', () => {
  const has = (nowMs: number, ...machines: MachineSnapshot[]) => haveRates({ machines }, nowMs);
  expect(has(3_000)).toBe(true);
  expect(has(3_000, young)).toBe(false);
  expect(has(3_000, measured)).toBe(true);
  expect(has(3_000, refused)).toBe(true);
  expect(has(3_000, young, measured)).toBe(true);
  expect(has(3_000, young, first, measured)).toBe(false);
  expect(has(30_999, young, young, measured)).toBe(false);
  expect(has(31_000, young, young, measured)).toBe(true);
  expect(has(3_000, machine({}, { workSinceMs: null }), machine({}, { isOnline: false }))).toBe(
    true,
  );
});
