/**
 * Machines that are away: reported once when they have been away for the time of the settings, and once
 * when they are back. What only knocks is no machine: one counts from its first accepted share on, or once it has had
 * work for a while, as where only whole blocks are shares it has none for weeks.
 */
import type { MachineSnapshot, MinerSnapshot } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';
import type { WatchRules } from './watch-rules.ts';

export interface MachineAbsence {
  /** Machines that were reported as away, by key, with the time they left. */
  readonly reported: ReadonlyMap<string, number>;
  /**
   * Absences count from here at the earliest: the server began to take machines in. Null while none does,
   * to count from the next look.
   */
  readonly sinceMs: number | null;
}

/** With work for this long and no share, it is a machine on the way to a block, ms. */
const WORKED_MS = 10 * 60_000;

export const NONE_AWAY: MachineAbsence = { reported: new Map(), sinceMs: null };

/** After a look at the machines while mining. */
export function watchAbsence(
  before: MachineAbsence,
  snapshot: Pick<MinerSnapshot, 'stratum' | 'problems' | 'groups' | 'atMs'>,
  { notifyOfflineAfter }: Pick<WatchRules, 'notifyOfflineAfter'>,
): { readonly absence: MachineAbsence; readonly notices: readonly NoticeFacts[] } {
  const { stratum, atMs } = snapshot;
  if (isClosed(snapshot) || stratum === null)
    return { absence: { ...before, sinceMs: atMs }, notices: [] };

  const sinceMs = before.sinceMs ?? atMs;
  const reported = new Map<string, number>();
  const notices: NoticeFacts[] = [];
  const latest = latestConnections(stratum.machines);
  for (const machine of stratum.machines) {
    const { key, rig, leftAtMs, shares } = machine;
    const reportedLeftAtMs = before.reported.get(key);
    // A rig that came back from another address has a row of its own.
    const isBack = leftAtMs === null || (rig !== null && (latest.get(rig) ?? -Infinity) > leftAtMs);
    if (isBack) {
      if (reportedLeftAtMs !== undefined) {
        const awayMs = atMs - reportedLeftAtMs;
        notices.push({ kind: 'machine-back', machine: machineName(machine), awayMs });
      }
    } else if (reportedLeftAtMs !== undefined) {
      reported.set(key, reportedLeftAtMs);
    } else if (shares.accepted > 0 || hasWorked(machine, leftAtMs)) {
      const awayMs = atMs - Math.max(leftAtMs, sinceMs);
      if (awayMs < notifyOfflineAfter * 1000) continue;
      reported.set(key, leftAtMs);
      notices.push({
        kind: 'machine-offline',
        machine: machineName(machine),
        sinceMs: leftAtMs,
      });
    }
  }
  return { absence: { reported, sinceMs }, notices };
}

/** By its connection alone. */
function hasWorked({ workSinceMs, refusal }: MachineSnapshot, leftAtMs: number): boolean {
  return refusal === null && workSinceMs !== null && leftAtMs - workSinceMs >= WORKED_MS;
}

/** Machines were disconnected because no node has work, which has a notice of its own, or by a pause. */
function isClosed({ problems, groups }: Pick<MinerSnapshot, 'problems' | 'groups'>): boolean {
  return (
    problems.some(({ kind }) => kind === 'stood-down') ||
    groups.some(
      ({ kind, state }) => kind === 'stratum' && (state === 'paused' || state === 'resting'),
    )
  );
}

/** What a machine goes by. */
export function machineName({ rig, address }: MachineSnapshot): string {
  return rig ?? address;
}

/** When each rig that is connected connected last. */
function latestConnections(machines: readonly MachineSnapshot[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const { rig, leftAtMs, connectedAtMs } of machines) {
    if (rig === null || leftAtMs !== null) continue;
    latest.set(rig, Math.max(latest.get(rig) ?? 0, connectedAtMs));
  }
  return latest;
}
