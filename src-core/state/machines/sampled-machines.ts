/** What the charts keep of the machines at the Stratum server, second by second. Pure. */
import { bestRate } from '../../stratum/rate-estimates.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import type { ShareCounts } from '../../stratum/stratum-events.ts';
import { awaitsRate } from './awaited-rates.ts';
import type { MachineSample, StratumSnapshot } from '../snapshot-types.ts';

/** Shares that are known of each machine, by its key, with the connection that they came over. */
export type CountedShares = ReadonlyMap<
  string,
  { readonly session: number; readonly shares: ShareCounts }
>;

interface SampledMachines {
  /** Of the machines that work, by key: their shares are those since `before`. */
  readonly samples: readonly (readonly [
    key: string,
    sample: MachineSample & { readonly shares: ShareCounts },
  ])[];
  /** Shares of all machines since `before`. */
  readonly shares: ShareCounts;
  readonly counted: CountedShares;
}

/**
 * Samples of the machines that are online and have had a share accepted: what only knocks has none, as
 * its name costs nothing.
 */
export function sampledMachines(
  { machines }: Pick<StratumSnapshot, 'machines'>,
  before: CountedShares,
  atMs: number,
): SampledMachines {
  const counted = new Map<string, { session: number; shares: ShareCounts }>();
  const samples: SampledMachines['samples'][number][] = [];
  let total = NO_SHARES;
  const listed = new Set(machines.map(({ key }) => key));
  const moved = [...before].filter(([key]) => !listed.has(key));
  const movedShares = new Map(moved.map(([, { session, shares }]) => [session, shares]));
  for (const machine of machines) {
    const { key, session, shares, isOnline, hashRate, level } = machine;
    counted.set(key, { session, shares });
    // A connection gets its rig's key when the rig's name is known.
    const known = before.get(key)?.shares ?? movedShares.get(session) ?? NO_SHARES;
    const since = sharesSince(known, shares);
    total = mapped((kind) => total[kind] + since[kind]);
    if (!isOnline || shares.accepted === 0) continue;
    const hashesPerSecond = awaitsRate(machine, atMs) ? null : bestRate(hashRate);
    samples.push([key, { atMs, hashesPerSecond, level, shares: since }]);
  }
  return { samples, shares: total, counted };
}

/** Counts only grow, but for a machine that begins again under its old key. */
function sharesSince(before: ShareCounts, now: ShareCounts): ShareCounts {
  return mapped((kind) => Math.max(0, now[kind] - before[kind]));
}

function mapped(countOf: (kind: keyof ShareCounts) => number): ShareCounts {
  return {
    accepted: countOf('accepted'),
    blocks: countOf('blocks'),
    stale: countOf('stale'),
    duplicate: countOf('duplicate'),
    low: countOf('low'),
    invalid: countOf('invalid'),
  };
}
