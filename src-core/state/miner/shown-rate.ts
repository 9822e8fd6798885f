/** The hash rate to put into a sentence. Pure. */
import type { MinerSnapshot } from '../snapshot-types.ts';

/**
 * Hashes per second: what machines prove by their shares where they alone mine, otherwise the sum of all
 * workers. Machines of an earlier start stay listed, so it is the groups that say who mines.
 */
export function shownRate({
  stratum,
  groups,
  hashesPerSecondMinute,
}: Pick<MinerSnapshot, 'stratum' | 'groups' | 'hashesPerSecondMinute'>): number {
  const isStratumAlone = groups.every(({ kind }) => kind === 'stratum');
  return stratum !== null && isStratumAlone ? stratum.rate.hashesPerSecond : hashesPerSecondMinute;
}
