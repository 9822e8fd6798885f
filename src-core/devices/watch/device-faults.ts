/**
 * What a single reading of a machine shows to be wrong. Each has two limits: what is complained of
 * already lasts until the reading is well on the right side again, so that it does not flap. Pure.
 */
import type { DeviceFamily, DeviceReading } from '../device.ts';
import type { DeviceComplaint } from '../device-complaint.ts';
import { isSamePlace } from '../setup/own-pool.ts';
import type { OwnPools } from '../setup/own-pools.ts';
import {
  COOLED_CELSIUS,
  ENOUGH_ERRORS,
  ERROR_SHARE,
  FAST_AGAIN_SHARE,
  FINE_ERROR_SHARE,
  HOT_CELSIUS,
  SLOW_SHARE,
} from './device-limits.ts';

/** What a machine should be like. */
export interface DeviceExpectation {
  readonly family: DeviceFamily;
  /** Hashes per second on its label; null for a model that is not listed. */
  readonly nameplate: number | null;
  /** Boards that the model has, or that hashed in this machine before; null where neither is known. */
  readonly boards: number | null;
  /** Fans that the model has; null where that is not known. */
  readonly fans: number | null;
  readonly ownPools: OwnPools;
}

type ComplaintOf<Kind extends DeviceComplaint['kind']> = Extract<DeviceComplaint, { kind: Kind }>;

/** The part that is furthest above its limit. */
export function tooHot(
  { boards }: DeviceReading,
  wasWrong: boolean,
): ComplaintOf<'too-hot'> | null {
  const parts = boards.flatMap(({ chipTemperature, boardTemperature }) => [
    { part: 'chip' as const, celsius: chipTemperature },
    { part: 'board' as const, celsius: boardTemperature },
  ]);
  let hottest: ComplaintOf<'too-hot'> | null = null;
  for (const { part, celsius } of parts) {
    const limit = HOT_CELSIUS[part];
    if (celsius === null || celsius < limit - (wasWrong ? COOLED_CELSIUS : 0)) continue;
    if (hottest === null || celsius - limit > hottest.celsius - hottest.limit) {
      hottest = { kind: 'too-hot', part, celsius, limit };
    }
  }
  return hottest;
}

/**
 * Fans at rest while others turn or it hashes. A model may report more fans than it has: those that
 * its label does not count are not missed.
 */
export function fanStopped(
  reading: DeviceReading,
  { fans: expected }: DeviceExpectation,
): ComplaintOf<'fan-stopped'> | null {
  const { fans, isAsleep } = reading;
  const turning = fans.filter((speed) => speed > 0).length;
  const isWorking = turning > 0 || (reading.hashesPerSecond ?? 0) > 0;
  if (isAsleep || !isWorking || turning >= (expected ?? fans.length)) return null;
  const stopped = fans.flatMap((speed, i) => (speed > 0 ? [] : [i + 1]));
  return stopped.length === 0 ? null : { kind: 'fan-stopped', fans: stopped };
}

/** Boards that hash. */
export function hashingBoards(boards: DeviceReading['boards']): number {
  return boards.filter(({ hashesPerSecond }) => hashesPerSecond !== 0).length;
}

/** Fewer boards hash than there are, while others do. A board that does not report its rate hashes. */
export function boardMissing(
  { boards, isAsleep }: DeviceReading,
  { boards: expected }: DeviceExpectation,
): ComplaintOf<'board-missing'> | null {
  if (expected === null || isAsleep) return null;
  const hashing = hashingBoards(boards);
  if (hashing === 0 || hashing >= expected) return null;
  return { kind: 'board-missing', boards: hashing, expected, missing: missingOf(boards, expected) };
}

/** Those that report no hashes, and the numbers from 1 on that are not there, if the machine counts so. */
function missingOf(boards: DeviceReading['boards'], expected: number): readonly number[] {
  const well = new Set(
    boards.flatMap(({ number, hashesPerSecond }) => (hashesPerSecond === 0 ? [] : [number])),
  );
  const numbers = boards.some(({ number }) => number > expected)
    ? boards.map(({ number }) => number)
    : Array.from({ length: expected }, (_, at) => at + 1);
  return numbers.filter((number) => !well.has(number));
}

/** Far below its label. Without any pool that answers it has nothing to hash. */
export function slow(
  reading: DeviceReading,
  { nameplate }: DeviceExpectation,
  wasWrong: boolean,
): ComplaintOf<'slow'> | null {
  const { hashesPerSecond, pools, isAsleep } = reading;
  const hasWork = pools.length === 0 || pools.some(({ isAlive }) => isAlive);
  if (nameplate === null || hashesPerSecond === null || isAsleep || !hasWork) return null;
  const least = nameplate * (wasWrong ? FAST_AGAIN_SHARE : SLOW_SHARE);
  if (hashesPerSecond >= least) return null;
  return { kind: 'slow', hashesPerSecond, nameplate, share: SLOW_SHARE };
}

/** It was set up for us, from here or by hand, and hashes for another or for none, as ours is not reached. */
export function notHere(
  { pools, isAsleep }: DeviceReading,
  { ownPools: { written, isStale, isOwn } }: DeviceExpectation,
): ComplaintOf<'other-pool' | 'old-address'> | null {
  const active = pools.find(({ isActive }) => isActive);
  // A machine may name a pool as the active one that it does not reach.
  const isHere = active !== undefined && isOwn(active.url) && (active.isAlive || !isStale);
  if (isAsleep || isHere) return null;
  if (isStale && written !== null && pools.some(({ url }) => isSamePlace(url, written))) {
    return { kind: 'old-address', url: written };
  }
  const isForUs = written !== null || pools.some(({ url }) => isOwn(url));
  return active === undefined || !isForUs ? null : { kind: 'other-pool', url: active.url };
}

/** Too large a part of its results is wrong. */
export function hardwareErrors(
  { hardwareErrors: count, hardwareErrorShare: share }: DeviceReading,
  wasWrong: boolean,
): ComplaintOf<'hardware-errors'> | null {
  if (share === null || (count !== null && count < ENOUGH_ERRORS)) return null;
  if (share < (wasWrong ? FINE_ERROR_SHARE : ERROR_SHARE)) return null;
  return { kind: 'hardware-errors', share };
}
