import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeviceReading } from '../device.ts';
import { rateDifference } from './rate-difference.ts';
import type { DeviceView, StratumView } from './rate-difference.ts';
import { READING } from './tests/made-up-reading.ts';

const THEIRS = 10e12;
const HOURS = 2 * 3600;

function device(reading: Partial<DeviceReading> = {}, more: Partial<DeviceView> = {}): DeviceView {
  const own = { ...READING, hashesPerSecond: THEIRS, uptimeSeconds: HOURS, ...reading };
  return { family: 'goldshell', reading: own, complaints: [], ...more };
}

const NO_SHARES = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };

/** What we see of a machine that hashed with `part` of its rate for an hour, with a share in 10 s. */
function seen(part: number, more: Partial<StratumView> = {}): StratumView {
  const estimate = (shares: number) => ({
    hashesPerSecond: part * THEIRS,
    relativeError: part === 0 ? null : 1 / Math.sqrt(part * shares),
  });
  return {
    hashRate: { oneMinute: estimate(6), tenMinutes: estimate(60), oneHour: estimate(360) },
    shares: { ...NO_SHARES, accepted: 360 },
    difficulty: THEIRS * 10,
    connectedSeconds: HOURS,
    ...more,
  };
}

const kindOf = (a: DeviceView, b: StratumView): string | undefined => rateDifference(a, b)?.kind;

it.each([
  // Four deviations of 360 shares are 21 %, of 60 shares 52 %.
  [1, undefined],
  [0.8, undefined],
  [0.78, 'unexplained'],
  [1.2, undefined],
  [1.22, 'unexplained'],
  [0.3, 'unexplained'],
  [0, 'unexplained'],
])('judges %d of its own rate, seen here for an hour, as %s', (part, kind) => {
  expect(kindOf(device(), seen(part))).toBe(kind);
});

it('does not judge by chance: few shares say nothing, however low the rate that they give', () => {
  const rare = { difficulty: THEIRS * 600 };
  const estimate = { hashesPerSecond: THEIRS / 3, relativeError: 1 / Math.sqrt(2) };
  const hashRate = { oneMinute: estimate, tenMinutes: estimate, oneHour: estimate };
  expect(rateDifference(device(), seen(1, { ...rare, hashRate }))).toBeNull();
  expect(rateDifference(device(), seen(0, rare))).toBeNull();
  expect(rateDifference(device(), seen(0, { difficulty: null }))).toBeNull();
});

it('needs a tenth to care, however many shares there are', () => {
  const exactly = (part: number): StratumView => {
    const estimate = { hashesPerSecond: part * THEIRS, relativeError: 0.001 };
    return seen(1, { hashRate: { oneMinute: estimate, tenMinutes: estimate, oneHour: estimate } });
  };
  expect(rateDifference(device(), exactly(0.91))).toBeNull();
  expect(kindOf(device(), exactly(0.89))).toBe('unexplained');
});

it('compares no time before the machine started, nor one that sleeps or reports no rate', () => {
  expect(kindOf(device({ uptimeSeconds: 3599 }), seen(0.7))).toBeUndefined();
  expect(kindOf(device({ uptimeSeconds: 3600 }), seen(0.7))).toBe('unexplained');
  expect(kindOf(device({ uptimeSeconds: null }), seen(0.7))).toBe('unexplained');
  expect(rateDifference(device({ isAsleep: true }), seen(0))).toBeNull();
  expect(rateDifference(device({ hashesPerSecond: null }), seen(0))).toBeNull();
  expect(rateDifference(device({ hashesPerSecond: 0 }), seen(1))).toBeNull();
});

it('names the cause that explains it, with its facts', () => {
  const url = 'stratum+tcp://pool.example:3333';
  const complaints = [{ kind: 'other-pool', url }] as const;
  const rates = { ours: 0.5 * THEIRS, theirs: THEIRS };
  expect(rateDifference(device({}, { complaints }), seen(0.5))).toEqual({
    ...rates,
    kind: 'other-pool',
    url,
  });
  const shares = { ...NO_SHARES, accepted: 300, stale: 40, duplicate: 20, low: 30, invalid: 10 };
  expect(rateDifference(device(), seen(0.5, { shares }))).toEqual({
    ...rates,
    kind: 'rejects',
    share: 0.25,
  });
  expect(rateDifference(device({ hardwareErrorShare: 0.3 }), seen(0.5))).toEqual({
    ...rates,
    kind: 'hardware-errors',
    share: 0.3,
  });
  const ibelink = device({ uptimeSeconds: 1800 }, { family: 'ibelink' });
  expect(rateDifference(ibelink, seen(0.4))).toEqual({
    kind: 'warming-up',
    ours: 0.4 * THEIRS,
    theirs: THEIRS,
    uptimeSeconds: 1800,
  });
});

it('blames nothing that explains less than half of it', () => {
  const shares = { ...NO_SHARES, accepted: 760, stale: 240 };
  expect(kindOf(device(), seen(0.5, { shares }))).toBe('unexplained');
  expect(kindOf(device({ hardwareErrorShare: 0.24 }), seen(0.5))).toBe('unexplained');
  // Nothing is missing when we see more than it says.
  const url = 'stratum+tcp://pool.example:3333';
  const complaints = [{ kind: 'other-pool', url }] as const;
  expect(kindOf(device({}, { complaints }), seen(1.5))).toBe('unexplained');
  expect(kindOf(device({ uptimeSeconds: null }), seen(0.3))).toBe('unexplained');
  expect(kindOf(device({ hardwareErrorShare: 0.9 }), seen(1.5))).toBe('unexplained');
});

it('finds nothing where shares come as the rate that it reports lets them come', () => {
  // Poisson's spread over an hour stays within four deviations.
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: -3.5, max: 3.5, noNaN: true }),
      (expected, deviations) => {
        const shares = Math.max(0, expected + deviations * Math.sqrt(expected));
        const estimate = {
          hashesPerSecond: (shares / expected) * THEIRS,
          relativeError: shares === 0 ? null : 1 / Math.sqrt(shares),
        };
        const hashRate = { oneMinute: estimate, tenMinutes: estimate, oneHour: estimate };
        const difficulty = (THEIRS * 3600) / expected;
        expect(rateDifference(device(), seen(1, { hashRate, difficulty }))).toBeNull();
      },
    ),
  );
});
