/** What a screen sees of the machines: all that fit, how many more there are, and who is online. */
import { GONE_LIMIT, goneOf, undecided } from './machine-list.ts';
import type { MachineList } from './machine-list.ts';
import { FLAP_MS } from './machine-row.ts';
import type { Machine } from './machine-row.ts';
import { bestEstimate, sumOf } from '../../stratum/rate-estimates.ts';
import type { MachineSnapshot, StratumSnapshot } from '../snapshot-types.ts';

/** Connected machines in a snapshot, at most: no reader of a screen goes through more. */
const LIVE_LIMIT = 1_000;

/**
 * What a screen sees of the list; null until a server has listened.
 * @param outdatedSinceMs since when no node has had work; null while one has
 */
export function machinesOf(
  list: MachineList,
  nowMs: number,
  outdatedSinceMs: number | null = null,
): StratumSnapshot | null {
  if (list.listening === null && list.machines.size === 0) return null;
  const waiting = undecided(list);
  const live = [...list.machines.values()].filter(
    (machine) => machine.leftAtMs === null && !waiting.has(machine),
  );
  const gone = goneOf(list).slice(0, GONE_LIMIT);
  const isOnline = ({ leftAtMs }: Machine): boolean =>
    leftAtMs === null || (list.listening !== null && nowMs - leftAtMs < FLAP_MS);
  // Machines that have identified themselves come before connections that have not.
  const shown = live
    .sort((a, b) => Number(isSilent(a)) - Number(isSilent(b)) || a.order - b.order)
    .slice(0, LIVE_LIMIT);
  const rows = [...shown, ...gone].sort((a, b) => a.order - b.order);
  const timesOf = countRigs(rows.filter(isOnline));
  const machines = rows.map((machine) => {
    const { rig } = machine;
    // Several connections of one rig name are listed apart; only a single one is the rig.
    const ofRig = rig === null || (timesOf.get(rig) ?? 0) > 1 ? undefined : list.rigs.get(rig);
    const isHere = isOnline(machine);
    return {
      ...snapshotOf(machine),
      hashRate: ofRig ?? machine.hashRate,
      isOnline: isHere,
      outdatedSinceMs: isHere && machine.workSinceMs !== null ? outdatedSinceMs : null,
    };
  });
  const notShown = live.slice(LIVE_LIMIT);
  const present = [...machines.filter(({ isOnline: isHere }) => isHere), ...notShown];
  return {
    listening: list.listening,
    asking: list.asking,
    total: list.total,
    rate: sumOf(present.map(({ hashRate }) => bestEstimate(hashRate))),
    outdatedSinceMs,
    online: [...live, ...gone].filter((each) => isOnline(each) && !isSilent(each)).length,
    notShown: notShown.length,
    machines,
  };
}

/** A connection that has not spoken yet. */
function isSilent({ stage, rig }: Machine): boolean {
  return stage === 'connected' && rig === null;
}

function countRigs(machines: readonly Machine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rig } of machines) if (rig !== null) counts.set(rig, (counts.get(rig) ?? 0) + 1);
  return counts;
}

function snapshotOf(
  machine: Machine,
): Omit<MachineSnapshot, 'isOnline' | 'hashRate' | 'outdatedSinceMs'> {
  return {
    key: machine.key,
    session: machine.session,
    stage: machine.stage,
    address: machine.address,
    agent: machine.agent,
    user: machine.user,
    rig: machine.rig,
    refusal: machine.refusal,
    difficultyNotice: machine.difficultyNotice,
    level: machine.level,
    difficulty: machine.difficulty,
    shares: machine.shares,
    lastRefusal: machine.lastRefusal,
    isAllRefused: machine.isAllRefused,
    refusedLately: machine.refusedLately,
    lastShareAtMs: machine.lastShareAtMs,
    connectedAtMs: machine.connectedAtMs,
    workSinceMs: machine.workSinceMs,
    leftAtMs: machine.leftAtMs,
    leftReason: machine.leftReason,
  };
}
