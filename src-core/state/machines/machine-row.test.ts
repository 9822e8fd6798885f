import { describe, expect, it } from 'vitest';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import type {
  MachineDescription,
  MachineMeasurement,
  MachineStage,
  ShareCounts,
} from '../../stratum/stratum-events.ts';
import {
  apart,
  combined,
  described,
  FLAP_MS,
  hasNewShares,
  inPlaceOf,
  isGhost,
  mayBeBack,
  measured,
  newMachine,
  withSharesOf,
} from './machine-row.ts';

const DESCRIPTION: MachineDescription = {
  session: 1,
  address: '10.0.0.2',
  port: 1,
  stage: 'job-sent',
  agent: null,
  user: 'garage',
  rig: 'garage',
  isAuthorized: true,
  refusal: null,
  difficultyNotice: null,
  nonce1: 1,
};

const MACHINE = newMachine(DESCRIPTION, 1, 1_000);

const measurement = (shares: ShareCounts): MachineMeasurement => ({
  session: 1,
  rig: 'garage',
  shares,
  lastRefusal: null,
  lastRefusalAgeMs: null,
  isAllRefused: false,
  refusedLately: 0,
  lastShareAgeMs: null,
  hashRate: NO_RATES,
  level: null,
  difficulty: null,
  uptimeMs: 0,
});

it('has work since its first job, whatever it passes after that', () => {
  const stageAt = (machine: typeof MACHINE, stage: MachineStage, atMs: number) =>
    described(machine, { ...DESCRIPTION, stage }, atMs);
  const fresh = newMachine({ ...DESCRIPTION, stage: 'authorized' }, 1, 1_000);
  expect(fresh.workSinceMs).toBeNull();
  const working = stageAt(fresh, 'job-sent', 5_000);
  expect(working.workSinceMs).toBe(5_000);
  expect(stageAt(working, 'first-share', 9_000).workSinceMs).toBe(5_000);
  const back = { ...working, session: 2, workSinceMs: 9_500, connectedAtMs: 9_400 };
  expect(inPlaceOf(back, { ...working, leftAtMs: 9_000 }, 9_600).workSinceMs).toBe(5_000);
  expect(inPlaceOf(back, { ...working, leftAtMs: 0 }, 60_000).workSinceMs).toBe(9_500);
});

describe('a share of any kind', () => {
  it.each(['accepted', 'stale', 'duplicate', 'low', 'invalid'] as const)(
    'shows that the machine is alive: %s',
    (kind) => {
      const first = measured(MACHINE, measurement({ ...NO_SHARES, [kind]: 2 }), 2_000);
      expect(first.heardAtMs).toBe(2_000);
      const same = measurement({ ...NO_SHARES, [kind]: 2 });
      expect([measured(first, same, 3_000).heardAtMs, hasNewShares(first, same)]).toEqual([
        2_000,
        false,
      ]);
      const more = measurement({ ...NO_SHARES, [kind]: 3 });
      expect([measured(first, more, 3_000).heardAtMs, hasNewShares(first, more)]).toEqual([
        3_000,
        true,
      ]);
    },
  );
});

/** A different number of each kind, so that none stands for another. */
const SHARES = { accepted: 1, blocks: 2, stale: 4, duplicate: 8, low: 16, invalid: 32 };
const TENFOLD = { accepted: 10, blocks: 20, stale: 40, duplicate: 80, low: 160, invalid: 320 };
const SUM = { accepted: 11, blocks: 22, stale: 44, duplicate: 88, low: 176, invalid: 352 };

describe('counts of shares', () => {
  it('of each kind add up and are taken away', () => {
    expect(combined(SHARES, TENFOLD, 1)).toEqual(SUM);
    expect(combined(SUM, TENFOLD, -1)).toEqual(SHARES);
  });

  it('continue in the place of an earlier connection', () => {
    const before = { ...MACHINE, shares: TENFOLD, leftAtMs: 0 };
    const back = inPlaceOf({ ...MACHINE, shares: SHARES }, before, FLAP_MS);
    expect(back).toMatchObject({ shares: SUM, sharesBefore: TENFOLD });
    expect(measured(back, measurement(SHARES), 1).shares).toEqual(SUM);
    // Shares of the connection alone: as many as it had are no news.
    expect(hasNewShares(back, measurement(SHARES))).toBe(false);
    expect(hasNewShares(back, measurement({ ...SHARES, low: 17 }))).toBe(true);
  });

  it('come with another connection that has ended', () => {
    const machine = { ...MACHINE, shares: TENFOLD, sharesBefore: SHARES };
    expect(withSharesOf(machine, { ...MACHINE, shares: SHARES })).toEqual({
      ...{ ...machine, shares: SUM, sharesBefore: combined(SHARES, SHARES, 1) },
    });
  });

  it('stay at the old place of a connection that was only slow', () => {
    const slow = { ...MACHINE, shares: SUM, sharesBefore: SHARES, acceptedBefore: 9 };
    const own = apart(slow, 7);
    expect(own).toMatchObject({ key: 'garage@10.0.0.2#1000-7', order: 7, isApart: true });
    expect(own).toMatchObject({ shares: NO_SHARES, acceptedBefore: 0 });
    // Its connection had sent ten of each; now there is one accepted more.
    const more = measured(own, measurement({ ...TENFOLD, accepted: 11 }), 1);
    expect(more.shares).toEqual({ ...NO_SHARES, accepted: 1 });
    expect(more.stage).toBe('first-share');
  });
});

describe('a machine', () => {
  it('begins with nothing but its words', () => {
    const { stage, address, agent, user, rig, refusal, difficultyNotice } = DESCRIPTION;
    expect(newMachine(DESCRIPTION, 3, 1_000)).toEqual({
      ...{ key: '10.0.0.2#1000-3', order: 3, session: 1 },
      ...{ stage, address, agent, user, rig, refusal, difficultyNotice },
      ...{ hashRate: NO_RATES, level: null, difficulty: null, isApart: false },
      ...{ shares: NO_SHARES, sharesBefore: NO_SHARES, acceptedBefore: 0 },
      ...{ lastRefusal: null, isAllRefused: false, refusedLately: 0, lastShareAtMs: null },
      ...{ connectedAtMs: 1_000, workSinceMs: 1_000, heardAtMs: 1_000 },
      ...{ leftAtMs: null, leftReason: null },
    });
  });

  it('never falls back a stage, and is heard with each of its words', () => {
    const later = described(MACHINE, { ...DESCRIPTION, stage: 'subscribed', agent: 'x' }, 5_000);
    expect(later).toMatchObject({ stage: 'job-sent', agent: 'x', heardAtMs: 5_000 });
  });

  it.each([
    [0, 'job-sent'],
    [1, 'first-share'],
    [2, 'first-share'],
    [3, 'mining'],
  ])('with %d accepted shares is at %s', (accepted, stage) => {
    expect(measured(MACHINE, measurement({ ...NO_SHARES, accepted }), 1).stage).toBe(stage);
  });

  it('keeps figures that its new connection does not have yet', () => {
    const rate = { hashesPerSecond: 5, relativeError: 0.1 };
    const hashRate = { oneMinute: rate, tenMinutes: rate, oneHour: rate };
    const figures = {
      ...{ lastRefusal: { kind: 'stale' } as const, lastRefusalAgeMs: 300, lastShareAgeMs: 200 },
      ...{ hashRate, level: 40, difficulty: 2 ** 40, isAllRefused: true, refusedLately: 0.5 },
    };
    const one = measured(MACHINE, { ...measurement(NO_SHARES), ...figures }, 9_000);
    const shown = { hashRate, level: 40, difficulty: 2 ** 40, lastShareAtMs: 8_800 };
    expect(one).toMatchObject({ ...shown, isAllRefused: true, refusedLately: 0.5 });
    expect(one.lastRefusal).toEqual({ refusal: { kind: 'stale' }, atMs: 8_700 });
    const kept = measured(one, measurement(NO_SHARES), 20_000);
    expect(kept).toMatchObject({ ...shown, isAllRefused: false, refusedLately: 0 });
    expect(kept.lastRefusal).toBe(one.lastRefusal);
    // And in the place of the one before, unless that is long ago.
    const before = { ...one, leftAtMs: 10_000, connectedAtMs: 500 };
    const back = { ...newMachine({ ...DESCRIPTION, stage: 'authorized' }, 2, 10_100), session: 2 };
    expect(inPlaceOf(back, before, 10_000 + FLAP_MS - 1)).toMatchObject({
      ...{ ...shown, lastRefusal: one.lastRefusal, isAllRefused: true, refusedLately: 0.5 },
      ...{ stage: 'job-sent', connectedAtMs: 500, session: 2, order: 1 },
    });
    expect(inPlaceOf(back, before, 10_000 + FLAP_MS)).toMatchObject({
      ...{ hashRate: NO_RATES, level: null, lastRefusal: null, isAllRefused: false },
      ...{ stage: 'authorized', connectedAtMs: 10_100, lastShareAtMs: null },
    });
    // What the new one has counts before what the old one had.
    const other = { ...rate, hashesPerSecond: 7 };
    const fresh = {
      ...{ hashRate: { ...hashRate, oneMinute: other }, level: 41, difficulty: 2 ** 41 },
      ...{ lastShareAtMs: 9_900, lastRefusal: { refusal: { kind: 'stale' } as const, atMs: 1 } },
    };
    const working = { ...back, ...fresh, refusedLately: 0.7 };
    expect(inPlaceOf(working, before, 10_100)).toMatchObject({
      ...{ ...fresh, isAllRefused: false, refusedLately: 0.7 },
    });
  });

  it('is away since it was last heard where its connection was not closed', () => {
    const before = { ...MACHINE, heardAtMs: 1_000, connectedAtMs: 500 };
    const back = newMachine(DESCRIPTION, 2, 15_000);
    expect(inPlaceOf(back, before, 15_999).connectedAtMs).toBe(500);
    expect(inPlaceOf(back, before, 16_000).connectedAtMs).toBe(15_000);
  });

  it('may be back where its old connection was silent since, and is after 30 s of silence', () => {
    const before = { ...MACHINE, heardAtMs: 1_000 };
    const back = newMachine(DESCRIPTION, 2, 1_001);
    expect(mayBeBack(before, back)).toBe(true);
    expect(mayBeBack(before, { ...back, connectedAtMs: 1_000 })).toBe(false);
    expect(mayBeBack(before, { ...back, agent: 'other' })).toBe(false);
    expect(isGhost(before, back, 31_000)).toBe(false);
    expect(isGhost(before, back, 31_001)).toBe(true);
    expect(isGhost(before, { ...back, agent: 'other' }, 31_001)).toBe(false);
  });
});
