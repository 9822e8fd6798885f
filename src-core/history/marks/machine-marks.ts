/** Marks of machines that come and leave. Pure. */
import type { MachineSnapshot, MinerSnapshot } from '../../state/snapshot-types.ts';
import type { EventMark } from './history-mark.ts';
import { marksMade, newHour } from './marks-an-hour.ts';
import type { MarksAnHour } from './marks-an-hour.ts';

type MachineMark = Extract<EventMark, { kind: 'machine-came' | 'machine-left' }>;

/** `sent-away`: its absence has a mark of another kind, and so has its return. */
type Whereabouts = 'here' | 'left' | 'sent-away';

export interface MarkedMachines {
  readonly whereabouts: ReadonlyMap<string, Whereabouts>;
  /** Machines that come within a while from then on belong to the start. */
  readonly startedAtMs: number;
  readonly hour: MarksAnHour;
}

/** Time in which machines find the server after it has started. */
const GATHERING_MS = 120_000;

/** Before the first look at the machines; mining started at `startedAtMs`. */
export function noMachinesMarked(startedAtMs: number): MarkedMachines {
  return { whereabouts: new Map(), startedAtMs, hour: newHour(startedAtMs) };
}

/**
 * After a look at the machines while mining. A machine counts from its first accepted share on; short
 * absences, as it reconnects, are none (`isOnline`).
 */
export function lookAtMachines(
  before: MarkedMachines,
  { stratum, atMs }: Pick<MinerSnapshot, 'stratum' | 'atMs'>,
): { readonly machines: MarkedMachines; readonly marks: readonly MachineMark[] } {
  const whereabouts = new Map<string, Whereabouts>();
  const found: { readonly address: string; readonly mark: MachineMark }[] = [];
  for (const machine of stratum?.machines ?? []) {
    if (machine.shares.accepted === 0) continue;
    const { key, address } = machine;
    const was = before.whereabouts.get(key);
    const is = whereaboutsOf(machine, was);
    whereabouts.set(key, is);
    const mark = markOf(machine, was, is, atMs - before.startedAtMs < GATHERING_MS);
    if (mark !== null) found.push({ address, mark });
  }
  const { hour, made } = marksMade(before.hour, found, atMs);
  return { machines: { ...before, whereabouts, hour }, marks: made.map(({ mark }) => mark) };
}

function whereaboutsOf(
  { isOnline, leftReason }: MachineSnapshot,
  was: Whereabouts | undefined,
): Whereabouts {
  if (isOnline) return 'here';
  if (was === 'left' || was === 'sent-away') return was;
  const isOurs = leftReason?.kind === 'no-node' || leftReason?.kind === 'server-closing';
  return isOurs ? 'sent-away' : 'left';
}

function markOf(
  machine: MachineSnapshot,
  was: Whereabouts | undefined,
  is: Whereabouts,
  isGathering: boolean,
): MachineMark | null {
  const { key, leftAtMs, connectedAtMs } = machine;
  const name = machine.rig ?? machine.address;
  if (is === 'here' && (was === 'left' || (was === undefined && !isGathering))) {
    return { kind: 'machine-came', key, name, atMs: connectedAtMs };
  }
  if (is === 'left' && was === 'here' && leftAtMs !== null) {
    return { kind: 'machine-left', key, name, reason: machine.leftReason, atMs: leftAtMs };
  }
  return null;
}
