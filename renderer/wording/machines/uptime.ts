/** For how long a machine has been connected. */
import type { MachineSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { durationText } from '../figures/durations.ts';

/** Whether a machine has left for good: one that may just be reconnecting has not. */
export function isGone({ isOnline, leftAtMs }: MachineSnapshot): boolean {
  return !isOnline && leftAtMs !== null;
}

/** `2 h 10 min` since it connected, or until it left. */
export function connectedText(
  translation: Translation,
  machine: MachineSnapshot,
  nowMs: number,
): string {
  const { connectedAtMs, leftAtMs } = machine;
  const untilMs = isGone(machine) ? (leftAtMs ?? nowMs) : nowMs;
  return durationText(translation, Math.max(0, untilMs - connectedAtMs) / 1000);
}

/** `up 2 h 10 min`, or of a machine that has left `was up 2 h 10 min`. */
export function uptimeText(
  translation: Translation,
  machine: MachineSnapshot,
  nowMs: number,
): string {
  const duration = connectedText(translation, machine, nowMs);
  return translation.t(isGone(machine) ? 'machines.wasUp' : 'machines.up', { duration });
}
