/**
 * Effort since the last own block on each network: hashes, each weighed by 1 / difficulty. A block of a practice
 * network says nothing about the search on another one. Pure.
 */
import type { MinerEvent } from '../miner-events.ts';

export type NetworkEfforts = ReadonlyMap<string, number>;

/**
 * The key of effort from before it was kept by network, where no block says which network it was for: the first one
 * that is mined on takes it over.
 */
export const UNCLAIMED = '';

/** The effort on a network. */
export function effortOn(efforts: NetworkEfforts, versionName: string): number {
  return efforts.get(versionName) ?? efforts.get(UNCLAIMED) ?? 0;
}

/** The efforts with another one on that network. */
export function withEffort(
  efforts: NetworkEfforts,
  versionName: string,
  effort: number,
): NetworkEfforts {
  const changed = new Map(efforts);
  changed.delete(UNCLAIMED);
  return changed.set(versionName, effort);
}

type HashesTried = Extract<MinerEvent, { type: 'hashes-tried' }>;

/** How much of an average block's work these hashes are. */
export function effortOf({ hashes, difficulty }: HashesTried): number {
  return difficulty === null ? 0 : hashes / difficulty;
}

/** The efforts with these hashes, where they are for a network. */
export function effortsAfter(efforts: NetworkEfforts, event: HashesTried): NetworkEfforts {
  const { versionName } = event;
  if (versionName === null) return efforts;
  return withEffort(efforts, versionName, effortOn(efforts, versionName) + effortOf(event));
}
