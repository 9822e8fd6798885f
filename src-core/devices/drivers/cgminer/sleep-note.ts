/** That a machine was sent to sleep from here: not every firmware says of itself that it sleeps. */
import type { DeviceReading } from '../../device.ts';

/** Rates are means, which need a while to fall to zero, ms. */
const FALLING_MS = 90_000;

export interface SleepNote {
  sent(isToSleep: boolean): void;
  /** The reading, asleep where the machine was sent to sleep and nothing speaks against it. */
  marked(reading: DeviceReading): DeviceReading;
}

/** @param nowMs ms since the Unix epoch */
export function createSleepNote(nowMs: () => number): SleepNote {
  let sinceMs: number | null = null;
  return {
    sent: (isToSleep) => void (sinceMs = isToSleep ? nowMs() : null),
    marked(reading) {
      if (sinceMs === null || reading.isAsleep) return reading;
      const hashes = (reading.hashesPerSecond ?? 0) > 0;
      // Something else has woken it.
      if (hashes && nowMs() - sinceMs > FALLING_MS) sinceMs = null;
      return { ...reading, isAsleep: sinceMs !== null };
    },
  };
}
