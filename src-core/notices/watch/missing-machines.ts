/**
 * Machines that worked before this program started, as history knows, and have not come since: reported
 * once when they have been away for the time of the settings, and once when they come.
 */
import type { MachineSnapshot, MinerSnapshot } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';
import { machineName } from './machine-absence.ts';
import type { WatchRules } from './watch-rules.ts';

/** A machine of the history. */
export interface WorkedMachine {
  /** As in MachineSnapshot: rig and address. */
  readonly key: string;
  /** When its last share was accepted, ms since the Unix epoch; null when none was. */
  readonly lastShareAtMs: number | null;
}

interface Missing {
  readonly lastShareAtMs: number;
  readonly isReported: boolean;
}

/** Those that have not come yet, by the name that they are known by. */
export type MissingMachines = ReadonlyMap<string, Missing>;

export const NONE_MISSING: MissingMachines = new Map();

/** A machine that has not worked for longer than this was taken away, ms. */
const EXPECTED_MS = 24 * 3_600_000;

/** All that may be missing; of a rig that had several addresses, the latest. */
export function missingOf(machines: readonly WorkedMachine[]): MissingMachines {
  const missing = new Map<string, Missing>();
  for (const { key, lastShareAtMs } of machines) {
    const end = key.lastIndexOf('@');
    const [rig, address] = [key.slice(0, Math.max(0, end)), key.slice(end + 1)];
    // With a `#`, one of several connections of a rig: its key is another one each time.
    if (lastShareAtMs === null || address.includes('#')) continue;
    const name = rig === '' ? address : rig;
    if ((missing.get(name)?.lastShareAtMs ?? -Infinity) >= lastShareAtMs) continue;
    missing.set(name, { lastShareAtMs, isReported: false });
  }
  return missing;
}

/**
 * After a look at the machines while mining.
 * @param sinceMs absences count from here: the server began to take machines in
 */
export function watchMissing(
  before: MissingMachines,
  { stratum, atMs }: Pick<MinerSnapshot, 'stratum' | 'atMs'>,
  { notifyOfflineAfter }: Pick<WatchRules, 'notifyOfflineAfter'>,
  sinceMs: number,
): { readonly missing: MissingMachines; readonly notices: readonly NoticeFacts[] } {
  // Among machines that are not listed, it may be there.
  if (before.size === 0 || stratum === null || stratum.notShown > 0) {
    return { missing: before, notices: [] };
  }
  const missing = new Map(before);
  const notices: NoticeFacts[] = [];
  const isDue = atMs - sinceMs >= notifyOfflineAfter * 1000;
  const here = namesOf(stratum.machines);
  for (const [machine, each] of before) {
    const { lastShareAtMs, isReported } = each;
    if (here.has(machine)) {
      missing.delete(machine);
      if (isReported) notices.push({ kind: 'machine-back', machine, awayMs: atMs - lastShareAtMs });
    } else if (!isReported && sinceMs - lastShareAtMs > EXPECTED_MS) {
      missing.delete(machine);
    } else if (!isReported && isDue) {
      missing.set(machine, { ...each, isReported: true });
      notices.push({ kind: 'machine-offline', machine, sinceMs: lastShareAtMs });
    }
  }
  return { missing, notices };
}

/** Names of the machines that are connected, or have worked here and are watched since. */
function namesOf(machines: readonly MachineSnapshot[]): ReadonlySet<string> {
  const here = machines.filter(({ leftAtMs, shares }) => leftAtMs === null || shares.accepted > 0);
  return new Set(here.map(machineName));
}
