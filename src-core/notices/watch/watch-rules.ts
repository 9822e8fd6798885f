/** What the watches share: the settings they follow, and a fact that has to last before it counts. */
import type { MinerConfig } from '../../config/miner-config.ts';

export type WatchRules = Pick<
  MinerConfig,
  'notifyOfflineAfter' | 'notifyRateBelow' | 'notifyRejectsAbove'
>;

/** Whether something is so, since when it looks different, and since when it is so. */
export interface Lasting {
  readonly isOn: boolean;
  /** Since when it looks different from `isOn`; null while it does not. */
  readonly turnedAtMs: number | null;
}

export const OFF: Lasting = { isOn: false, turnedAtMs: null };

/**
 * After another look. It turns on once it has looked on for `onMs` without a break, and off once it
 * has looked off for `offMs`.
 */
export function lasted(
  before: Lasting,
  looksOn: boolean,
  nowMs: number,
  { onMs, offMs }: { readonly onMs: number; readonly offMs: number },
): Lasting {
  if (looksOn === before.isOn) return { isOn: before.isOn, turnedAtMs: null };
  const turnedAtMs = before.turnedAtMs ?? nowMs;
  const isDue = nowMs - turnedAtMs >= (looksOn ? onMs : offMs);
  return isDue ? { isOn: looksOn, turnedAtMs: null } : { isOn: before.isOn, turnedAtMs };
}
