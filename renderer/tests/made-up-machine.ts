/** A machine that mines at 10 TH/s, for tests. */
import type { HashRateEstimates, MachineSnapshot } from '../../contract/screen-contract.ts';

/** The same estimate for every time. */
export function estimates(
  hashesPerSecond: number,
  relativeError: number | null,
): HashRateEstimates {
  const estimate = { hashesPerSecond, relativeError };
  return { oneMinute: estimate, tenMinutes: estimate, oneHour: estimate };
}

/** @param changes what is different from a rig that has been mining since time 0 */
export function madeUpMachine(changes: Partial<MachineSnapshot> = {}): MachineSnapshot {
  const rig = changes.rig === undefined ? 'rig01' : changes.rig;
  const address = changes.address ?? '10.0.0.7';
  return {
    key: `${rig ?? ''}@${address}`,
    session: 1,
    isOnline: true,
    stage: 'mining',
    address,
    agent: null,
    user: rig,
    rig,
    refusal: null,
    difficultyNotice: null,
    hashRate: estimates(1e13, 0.1),
    level: 46,
    difficulty: 2 ** 46,
    shares: { accepted: 10, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 },
    lastRefusal: null,
    isAllRefused: false,
    refusedLately: 0,
    lastShareAtMs: 0,
    connectedAtMs: 0,
    workSinceMs: 0,
    outdatedSinceMs: null,
    leftAtMs: null,
    leftReason: null,
    ...changes,
  };
}
