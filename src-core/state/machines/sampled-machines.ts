/** Which machines get a point in their chart, and when. */
import { bestRate } from '../../stratum/rate-estimates.ts';
import type { MachineSample, StratumSnapshot } from '../snapshot-types.ts';

/** Seconds between two points of a machine, at least: rates of machines move slowly. */
const PERIOD_SECONDS = 5;
/**
 * Points in a second, at most: two million a day, some 200 MB. With a thousand machines each has one
 * in 50 s.
 */
const POINTS_PER_SECOND = 20;

/**
 * The points to be kept in a second, by the machine's key. Each machine has its turn once in a
 * period; one that left draws no line.
 * @param second counts up
 */
export function sampledMachines(
  { machines }: StratumSnapshot,
  second: number,
  atMs: number,
): (readonly [key: string, sample: MachineSample])[] {
  const online = machines.filter(({ isOnline }) => isOnline);
  const period = Math.max(PERIOD_SECONDS, Math.ceil(online.length / POINTS_PER_SECOND));
  return online
    .filter((_, i) => i % period === second % period)
    .map(({ key, hashRate, level }) => [key, { atMs, hashesPerSecond: bestRate(hashRate), level }]);
}
