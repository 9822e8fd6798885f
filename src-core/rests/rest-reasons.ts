/** Which reasons there are to rest, from what is set and what is known of the computer. Pure. */
import type { MinerConfig } from '../config/miner-config.ts';
import { isWithinWeek } from '../config/week-hours.ts';
import type { WeekHours } from '../config/week-hours.ts';
import { usesThisComputer } from '../config/workers-of.ts';
import type { WorkerKind } from '../config/workers-of.ts';
import type { Rest, RestReason } from './rest-events.ts';
import { localMinuteOfWeek, nextChangeMs } from './schedule.ts';
import type { MinuteOfWeek } from './schedule.ts';

/** What is known of the computer; null for what cannot be known on it. */
interface Readings {
  readonly isOnBattery: boolean | null;
  /** Time since the last input, ms. */
  readonly idleMs: number | null;
  /** Of the processor, °C; undefined while it has not been read. */
  readonly celsius: number | null | undefined;
}

interface RestWishes extends Pick<
  MinerConfig,
  'pauseInUse' | 'resumeAfterIdle' | 'pauseOnBattery' | 'pauseAboveCelsius'
> {
  /** What mines, or would. */
  readonly kinds: readonly WorkerKind[];
  /** Null for always. */
  readonly schedule: WeekHours | null;
}

const MINUTE_MS = 60_000;
/** A processor cools down within seconds, and its fan and case within a minute. */
const SHORTEST_COOLING_MS = MINUTE_MS;
/** How much cooler than the limit the processor has to be, °C. */
export const COOLER = 10;

/**
 * All reasons to rest at a time, the oldest first.
 * @param before the reasons at the last look
 */
export function reasonsToRest(
  wishes: RestWishes,
  readings: Readings,
  before: readonly Rest[],
  nowMs: number,
  minuteOfWeek: MinuteOfWeek = localMinuteOfWeek,
): readonly Rest[] {
  const { kinds: all, schedule, resumeAfterIdle: idleMinutes, pauseAboveCelsius: limit } = wishes;
  const kinds = all.filter(usesThisComputer);
  const isHere = kinds.length > 0;
  const sinceOf = (reason: RestReason): number =>
    before.find((rest) => rest.reason === reason)?.sinceMs ?? nowMs;
  const rests: Rest[] = [];
  if (schedule !== null && !isWithinWeek(schedule, minuteOfWeek(nowMs))) {
    const untilMs = nextChangeMs(schedule, nowMs, minuteOfWeek);
    rests.push({ reason: 'schedule', kinds: all, sinceMs: sinceOf('schedule'), untilMs });
  }
  if (isHere && wishes.pauseOnBattery && readings.isOnBattery === true) {
    rests.push({ reason: 'battery', kinds, sinceMs: sinceOf('battery') });
  }
  if (isHere && wishes.pauseInUse && (readings.idleMs ?? Infinity) < idleMinutes * MINUTE_MS) {
    rests.push({ reason: 'in-use', kinds, sinceMs: sinceOf('in-use'), idleMinutes });
  }
  if (isHere && limit !== null && isTooHot(limit, readings.celsius ?? -Infinity, before, nowMs)) {
    const resumeAt = limit - COOLER;
    const sinceMs = sinceOf('temperature');
    rests.push({ reason: 'temperature', kinds, sinceMs, limit, resumeAt });
  }
  return rests.sort((a, b) => a.sinceMs - b.sinceMs);
}

function isTooHot(limit: number, celsius: number, before: readonly Rest[], nowMs: number): boolean {
  const rest = before.find(({ reason }) => reason === 'temperature');
  if (rest === undefined) return celsius > limit;
  const restedMs = nowMs - rest.sinceMs;
  // A clock that was set back must not prolong it.
  const isFresh = restedMs >= 0 && restedMs < SHORTEST_COOLING_MS;
  return celsius > limit - COOLER || (isFresh && celsius > -Infinity);
}

/** A reason that some computers cannot know. */
export type UnknownReason = Exclude<RestReason, 'schedule'>;

/** Reasons that are set and cannot be known on this computer. */
export function unknownReasons(wishes: RestWishes, readings: Readings): readonly UnknownReason[] {
  if (!wishes.kinds.some(usesThisComputer)) return [];
  const unknown: UnknownReason[] = [];
  if (wishes.pauseOnBattery && readings.isOnBattery === null) unknown.push('battery');
  if (wishes.pauseInUse && readings.idleMs === null) unknown.push('in-use');
  if (wishes.pauseAboveCelsius !== null && readings.celsius === null) unknown.push('temperature');
  return unknown;
}
