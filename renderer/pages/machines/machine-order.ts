/** Which machines are listed, and in what order. Pure. */
import type { JoinedMachine } from '../../stores/joined-machines.ts';
import { hottestCelsius } from '../../wording/devices/device-figures.ts';
import { joinedName, joinedRank } from '../../wording/devices/joined-state.ts';
import { bestEstimate } from '../../wording/machines/rate-estimates.ts';
import { rejectedCount } from '../../wording/machines/share-kinds.ts';
import type { MachineColumn, MachineSorting } from '../../stores/machine-list-store.ts';
import type { MachineSnapshot, StratumSnapshot } from '../../../contract/screen-contract.ts';

/** A connection without a name is not listed sooner where its rig may just be reconnecting. */
const NAMELESS_GRACE_MS = 5_000;
/** Connections that never sent a name or a share are forgotten after this time. */
const NAMELESS_KEPT_MS = 10 * 60_000;

/**
 * The machines worth a row. Left out are connections that have not sent a name yet, for as long as
 * they may be a listed machine that reconnects, and those that left without sending anything.
 */
export function listedMachines(
  machines: readonly MachineSnapshot[],
  nowMs: number,
): readonly MachineSnapshot[] {
  const named = new Set(machines.filter(({ rig }) => rig !== null).map(({ address }) => address));
  return machines.filter((machine) => {
    const { rig, shares, leftAtMs, connectedAtMs, address } = machine;
    if (rig !== null || shares.accepted > 0) return true;
    if (leftAtMs !== null) return !named.has(address) && nowMs - leftAtMs < NAMELESS_KEPT_MS;
    return !named.has(address) || nowMs - connectedAtMs > NAMELESS_GRACE_MS;
  });
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The machines in order; those equal by the column, by name. */
export function sortedMachines(
  machines: readonly JoinedMachine[],
  { column, descending }: MachineSorting,
  asking: StratumSnapshot['asking'],
  nowMs: number,
): readonly JoinedMachine[] {
  // Those that sent no name come last.
  const names = (a: JoinedMachine, b: JoinedMachine): number =>
    Number(isNameless(a)) - Number(isNameless(b)) ||
    byName.compare(joinedName(a), joinedName(b)) ||
    (a.key < b.key ? -1 : 1);
  const sign = descending ? -1 : 1;
  if (column === 'name') return [...machines].sort((a, b) => sign * names(a, b));
  const values = new Map(
    machines.map((machine) => [machine.key, sortValue(machine, column, asking, nowMs)]),
  );
  const valueOf = ({ key }: JoinedMachine): number => values.get(key) ?? 0;
  return [...machines].sort((a, b) => sign * (valueOf(a) - valueOf(b)) || names(a, b));
}

function isNameless({ session, device }: JoinedMachine): boolean {
  return device === null && session.rig === null;
}

/** The most interesting end first: attention, high figures, the latest share. */
function sortValue(
  machine: JoinedMachine,
  column: Exclude<MachineColumn, 'name'>,
  asking: StratumSnapshot['asking'],
  nowMs: number,
): number {
  const { session, device } = machine;
  switch (column) {
    case 'state':
      return joinedRank(machine, asking, nowMs);
    case 'rate':
      return -rateOf(machine);
    case 'temperature':
      return -(hottestCelsius(device?.reading ?? null) ?? NOTHING);
    case 'level':
      return -(session?.level ?? NOTHING);
    case 'accepted':
      return -(session?.shares.accepted ?? NOTHING);
    case 'rejected':
      return -(session === null ? NOTHING : rejectedCount(session.shares));
    case 'lastShare':
      return -(session?.lastShareAtMs ?? NOTHING);
  }
}

/** Below every figure that a machine can have. */
const NOTHING = -1;

/** What its shares prove, or what it reports where it has no session. */
function rateOf({ session, device }: JoinedMachine): number {
  if (session !== null && session.isOnline) return bestEstimate(session.hashRate).hashesPerSecond;
  return device?.error === null ? (device.reading?.hashesPerSecond ?? 0) : 0;
}

/** The first name of the list that no online machine has; the first one if all are taken. */
export function freeListedName(
  listed: readonly string[],
  machines: readonly MachineSnapshot[],
): string {
  const online = machines.filter(({ isOnline }) => isOnline);
  const taken = new Set(online.map(({ rig }) => rig?.toLowerCase()));
  return listed.find((name) => !taken.has(name.toLowerCase())) ?? listed[0] ?? '';
}

/** `rig01`, `rig02` …: the first such name that no machine has yet. */
export function freeRigName(machines: readonly MachineSnapshot[]): string {
  const taken = new Set(machines.map(({ rig }) => rig?.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = `rig${String(number).padStart(2, '0')}`;
    if (!taken.has(name)) return name;
  }
}
