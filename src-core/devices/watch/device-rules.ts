/** When what readings of a machine show becomes a complaint. Pure: a reading and what was before. */
import type { DeviceReading } from '../device.ts';
import type { DeviceComplaint } from '../device-complaint.ts';
import {
  boardMissing,
  fanStopped,
  hardwareErrors,
  notHere,
  slow,
  tooHot,
} from './device-faults.ts';
import type { DeviceExpectation } from './device-faults.ts';
import { isWarmingUp } from './warm-up.ts';

/** What has to be known of earlier readings. */
export interface RuleMemory {
  /** Of the first reading, ms since the Unix epoch; null before it. */
  readonly firstMs: number | null;
  /** What was wrong at the last reading. */
  readonly wrong: ReadonlyMap<DeviceComplaint['kind'], Wrong>;
}

interface Wrong {
  readonly sinceMs: number;
  /** Readings in a row. */
  readonly times: number;
  readonly isComplaint: boolean;
}

export const NOTHING_READ: RuleMemory = { firstMs: null, wrong: new Map() };

/** One wrong reading may be a fault of a sensor, or of the moment after a start. */
const TIMES = 2;
/** A rate has to be low for longer: machines tune their chips, and pools change. */
const SLOW_MS = 300_000;

/** Boards are started one after the other. */
const BOARDS_SECONDS = 300;

/** What is wrong after a reading, at most one of each kind. */
export function complaintsAfter(
  memory: RuleMemory,
  reading: DeviceReading,
  expectation: DeviceExpectation,
): { readonly complaints: readonly DeviceComplaint[]; readonly memory: RuleMemory } {
  const { atMs } = reading;
  const was = (kind: DeviceComplaint['kind']): boolean =>
    memory.wrong.get(kind)?.isComplaint ?? false;
  const firstMs = memory.firstMs ?? atMs;
  const uptimeSeconds = reading.uptimeSeconds ?? (atMs - firstMs) / 1000;
  const isWarm = !isWarmingUp(expectation.family, uptimeSeconds);
  const found = [
    tooHot(reading, was('too-hot')),
    fanStopped(reading, expectation),
    uptimeSeconds >= BOARDS_SECONDS ? boardMissing(reading, expectation) : null,
    isWarm ? slow(reading, expectation, was('slow')) : null,
    notHere(reading, expectation),
    hardwareErrors(reading, was('hardware-errors')),
  ].filter((each) => each !== null);

  const wrong = new Map<DeviceComplaint['kind'], Wrong>();
  for (const { kind } of found) {
    const { sinceMs, times, isComplaint } = memory.wrong.get(kind) ?? NOT_WRONG;
    const since = sinceMs ?? atMs;
    const isLong = kind !== 'slow' || atMs - since >= SLOW_MS;
    const goesOn = isComplaint || (times + 1 >= TIMES && isLong);
    wrong.set(kind, { sinceMs: since, times: times + 1, isComplaint: goesOn });
  }
  return {
    complaints: found.filter(({ kind }) => wrong.get(kind)?.isComplaint === true),
    memory: { firstMs, wrong },
  };
}

const NOT_WRONG = { sinceMs: null, times: 0, isComplaint: false } as const;
