import { expect, it } from 'vitest';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import type { MachineSnapshot } from '../snapshot-types.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import { sampledMachines } from './sampled-machines.ts';
import type { CountedShares } from './sampled-machines.ts';

function machine(key: string, accepted: number, changes: Partial<MachineSnapshot> = {}) {
  const shares = { ...NO_SHARES, accepted, stale: 1 };
  const fresh = { key, session: 1, isOnline: true, level: 40, shares, hashRate: NO_RATES };
  return { ...fresh, ...changes } as unknown as MachineSnapshot;
}

/** Samples of one second after the other. */
function sampling() {
  let counted: CountedShares = new Map();
  return (...machines: MachineSnapshot[]) => {
    const sampled = sampledMachines({ machines }, counted, 7_000);
    counted = sampled.counted;
    const accepted = sampled.samples.map(([key, { shares }]) => [key, shares.accepted]);
    return { accepted: Object.fromEntries(accepted) as object, total: sampled.shares.accepted };
  };
}

it('counts each share once, for its machine and in all', () => {
  const sample = sampling();
  const b = { session: 2 };
  expect(sample(machine('a', 3), machine('b', 5, b))).toEqual({
    accepted: { a: 3, b: 5 },
    total: 8,
  });
  expect(sample(machine('a', 3), machine('b', 9, b))).toEqual({
    accepted: { a: 0, b: 4 },
    total: 4,
  });
  expect(sample(machine('a', 4))).toEqual({ accepted: { a: 1 }, total: 1 });
});

it('counts no share again when a connection gets the key of its rig', () => {
  const sample = sampling();
  sample(machine('10.0.0.7#1-1', 3));
  expect(sample(machine('rig@10.0.0.7', 4))).toEqual({ accepted: { 'rig@10.0.0.7': 1 }, total: 1 });
});

it('counts from nothing on where a new connection has the number of an old one', () => {
  const sample = sampling();
  sample(machine('old', 30));
  const old = machine('old', 30, { isOnline: false });
  expect(sample(old, machine('new', 2))).toEqual({ accepted: { new: 2 }, total: 2 });
});

it('has no sample of what only knocks, nor of what is gone', () => {
  const sample = sampling();
  expect(sample(machine('knocks', 0), machine('gone', 9, { isOnline: false }))).toEqual({
    accepted: {},
    total: 9,
  });
});

it('counts shares of each kind, and those of a machine that begins again as none', () => {
  const shares = { accepted: 1, blocks: 2, stale: 4, duplicate: 8, low: 16, invalid: 32 };
  const more = { accepted: 2, blocks: 4, stale: 8, duplicate: 16, low: 32, invalid: 64 };
  const at = (counts: typeof shares) => ({ machines: [machine('a', 0, { shares: counts })] });
  const first = sampledMachines(at(shares), new Map(), 7_000);
  expect(first.shares).toEqual(shares);
  expect(sampledMachines(at(more), first.counted, 8_000).shares).toEqual(shares);
  const again = sampledMachines(at({ ...NO_SHARES, accepted: 1 }), first.counted, 8_000);
  expect(again.shares).toEqual(NO_SHARES);
});

it('has no rate of a machine whose first share has come just now', () => {
  const at = (lastShareAtMs: number) =>
    sampledMachines({ machines: [machine('a', 1, { lastShareAtMs })] }, new Map(), 20_000);
  expect(at(19_000).samples[0]?.[1].hashesPerSecond).toBeNull();
  expect(at(10_000).samples[0]?.[1].hashesPerSecond).toBe(0);
});
