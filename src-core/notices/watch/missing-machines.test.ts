import { expect, it } from 'vitest';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import { missingOf, watchMissing } from './missing-machines.ts';
import { HOUR, machine, snapshot } from './tests/watch-test.ts';

const NOW = 100 * HOUR;
const rules = { notifyOfflineAfter: 60 };
const seen = (given: Partial<MinerSnapshot>, ...machines: ReturnType<typeof machine>[]) =>
  snapshot(NOW, given, machines);
const worked = (key: string, lastShareAtMs: number | null) => ({ key, lastShareAtMs });

it('are known by their rig, or by their address without one, at the latest time', () => {
  const missing = missingOf([
    worked('rig@10.0.0.2', 5),
    worked('rig@10.0.0.3', 7),
    worked('rig@10.0.0.4', 6),
    worked('a@b@10.0.0.5', 1),
    worked('@10.0.0.6', 2),
    worked('none@10.0.0.7', null),
    worked('shared@10.0.0.8#2', 3),
  ]);
  expect([...missing].map(([name, each]) => [name, each.lastShareAtMs])).toEqual([
    ['rig', 7],
    ['a@b', 1],
    ['10.0.0.6', 2],
  ]);
});

it('are reported once when that is due, and when they come', () => {
  const before = missingOf([worked('a@10.0.0.2', NOW - HOUR)]);
  const early = watchMissing(before, seen({}), rules, NOW - 59_999);
  expect(early).toEqual({ missing: before, notices: [] });
  const due = watchMissing(before, seen({}), rules, NOW - 60_000);
  expect(due.notices).toEqual([{ kind: 'machine-offline', machine: 'a', sinceMs: NOW - HOUR }]);
  const again = watchMissing(due.missing, seen({}), rules, NOW - 60_000);
  expect(again.notices).toEqual([]);
  const back = watchMissing(due.missing, seen({}, machine({})), rules, NOW - 60_000);
  expect(back.notices).toEqual([{ kind: 'machine-back', machine: 'a', awayMs: HOUR }]);
  expect(back.missing.size).toBe(0);
  const cameInTime = watchMissing(before, seen({}, machine({})), rules, NOW);
  expect([cameInTime.notices, cameInTime.missing.size]).toEqual([[], 0]);
});

it('are there where they are connected, or have worked in this run', () => {
  const before = missingOf([worked('a@10.0.0.2', NOW - HOUR)]);
  const shares = machine({}).shares;
  const none = { ...shares, accepted: 0 };
  const isGone = (given: Parameters<typeof machine>[0]): boolean =>
    watchMissing(before, seen({}, machine(given)), rules, NOW).missing.size === 1;
  expect(isGone({ leftAtMs: null, shares: none })).toBe(false);
  expect(isGone({ leftAtMs: 5, shares })).toBe(false);
  expect(isGone({ leftAtMs: 5, shares: none })).toBe(true);
});

it('are not judged among machines that are not listed, and given up after a day', () => {
  const old = missingOf([worked('a@10.0.0.2', NOW - 24 * HOUR)]);
  const older = missingOf([worked('a@10.0.0.2', NOW - 24 * HOUR - 1)]);
  expect(watchMissing(older, seen({}), rules, NOW).missing.size).toBe(0);
  expect(watchMissing(old, seen({}), rules, NOW).missing.size).toBe(1);
  const { stratum } = seen({});
  const hidden = snapshot(NOW, { stratum: stratum && { ...stratum, notShown: 1 } });
  const due = NOW - 60_000;
  for (const view of [
    { ...hidden, stratum: stratum && { ...stratum, notShown: 1 } },
    snapshot(NOW, {}),
  ]) {
    expect(watchMissing(old, view, rules, due)).toEqual({ missing: old, notices: [] });
  }
});
