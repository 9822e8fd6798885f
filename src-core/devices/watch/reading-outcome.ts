/** What a reading, or a failed one, makes of what is known of a machine. Pure. */
import type { Result } from '../../result.ts';
import { LOW_POWER } from '../device.ts';
import type { DeviceReading } from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import type { DeviceDescription, DeviceEvent } from '../device-events.ts';
import { nameplateOf } from '../models.ts';
import type { OwnPools } from '../setup/own-pools.ts';
import { complaintsAfter, NOTHING_READ } from './device-rules.ts';
import type { RuleMemory } from './device-rules.ts';
import { devicePower } from './running-cost.ts';

/** What has to be known of a machine's earlier readings. */
export interface ReadMemory {
  /** Readings that failed in a row. */
  readonly failures: number;
  readonly rules: RuleMemory;
}

export const NEVER_READ: ReadMemory = { failures: 0, rules: NOTHING_READ };

/** Failures in a row after which a machine is called silent: a single one is a busy web server. */
const SILENT_AFTER = 2;

/** Whether it is called silent. */
export function isSilent({ failures }: ReadMemory): boolean {
  return failures >= SILENT_AFTER;
}

/**
 * @param ownPools which of its pools are this program
 * @param boardsSeen the most boards that hashed in it before; null before its first reading
 * @returns `event` is null for a failure that may be none
 */
export function afterRead(
  before: ReadMemory,
  result: Result<DeviceReading, DeviceError>,
  description: DeviceDescription,
  ownPools: OwnPools,
  boardsSeen: number | null,
): { readonly memory: ReadMemory; readonly event: DeviceEvent | null } {
  if (!result.ok) {
    const failures = before.failures + 1;
    if (failures < SILENT_AFTER) return { memory: { ...before, failures }, event: null };
    const event = { type: 'device-silent', id: description.id, error: result.error } as const;
    // What was wrong before it fell silent may have been put right when it is back.
    return { memory: { failures, rules: NOTHING_READ }, event };
  }
  const { id, family, model, nameplate, powerPlan } = description;
  const built = nameplateOf(model);
  const { complaints, memory: rules } = complaintsAfter(before.rules, result.value, {
    family,
    // The label is that of the normal plan.
    nameplate: powerPlan === LOW_POWER ? null : (nameplate?.hashesPerSecond ?? null),
    boards: built?.boards ?? boardsSeen,
    fans: built?.fans ?? null,
    ownPools,
  });
  const reading = result.value;
  const watts = devicePower(description, reading)?.watts ?? null;
  const event = { type: 'device-read', id, reading, watts, complaints } as const;
  return { memory: { failures: 0, rules }, event };
}
