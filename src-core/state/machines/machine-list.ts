/**
 * The machines at the Stratum server, as a screen lists them: a pure function of the server's
 * events. A machine that left stays listed, and one that reconnects takes its old place.
 */
import { BucketMap } from '../bucket-map.ts';
import {
  apart,
  described,
  hasNewShares,
  inPlaceOf,
  isGhost,
  mayBeBack,
  measured,
  newMachine,
  rigKey,
  withSharesOf,
} from './machine-row.ts';
import type { Machine } from './machine-row.ts';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import type { StratumSnapshot } from '../snapshot-types.ts';
import type {
  HashRateEstimates,
  MachineDescription,
  ApprovalEvent,
  MachineMeasurement,
  StratumEvent,
} from '../../stratum/stratum-events.ts';

export interface MachineList {
  readonly listening: { readonly host: string; readonly port: number } | null;
  /** By key. */
  readonly machines: BucketMap<string, Machine>;
  /** Keys of the machines that are connected, by session. */
  readonly sessions: BucketMap<number, string>;
  /** Connections whose place was taken over by a newer connection of their rig, by session. */
  readonly ghosts: ReadonlyMap<number, Machine>;
  /** Sessions that wait for their rig's place while another connection holds it, by its key. */
  readonly twins: ReadonlyMap<string, readonly number[]>;
  readonly asking: StratumSnapshot['asking'];
  /** Estimates of rigs, which outlast their connections, by rig name. */
  readonly rigs: BucketMap<string, HashRateEstimates>;
  readonly total: HashRateEstimates;
  /** How many machines were ever listed. */
  readonly born: number;
}

/** Machines that left and are still listed. */
export const GONE_LIMIT = 500;
/** Tidying walks the whole list, so it waits until this many are over the limit. */
const UNTIDY = 100;

/** The list before the server listens. */
export function noMachines(born = 0): MachineList {
  return {
    listening: null,
    machines: new BucketMap(),
    sessions: new BucketMap(),
    ghosts: new Map(),
    twins: new Map(),
    asking: [],
    rigs: new BucketMap(),
    total: NO_RATES,
    born,
  };
}

/** The list after an event of the server at `atMs`. */
export function reduceMachines(
  list: MachineList,
  event: StratumEvent | ApprovalEvent,
  atMs: number,
): MachineList {
  switch (event.type) {
    case 'stratum-listening':
      return { ...list, listening: { host: event.host, port: event.port } };
    case 'stratum-closed':
      return closed(list, atMs);
    case 'machine-changed':
      return withDescription(list, event.machine, atMs);
    case 'machine-measured':
      return withMeasurement(list, event.measurement, atMs);
    case 'machine-level-changed': {
      const { level, difficulty } = event;
      return change(list, event.session, (machine) => ({ ...machine, level, difficulty }));
    }
    case 'machine-left':
      return withLeft(list, event, atMs);
    case 'machine-asks': {
      const { question, rig, address, agent } = event;
      return {
        ...list,
        asking: [...list.asking, { question, rig, address, agent, sinceMs: atMs }],
      };
    }
    case 'machine-answered':
      return { ...list, asking: list.asking.filter(({ question }) => question !== event.question) };
    case 'rig-measured':
      return { ...list, rigs: list.rigs.set(event.rig, event.hashRate) };
    case 'stratum-measured':
      return tidy({ ...list, total: event.hashRate });
    case 'machine-found-block':
    case 'good-share':
    case 'connection-refused':
    case 'stratum-stood-down':
    case 'stratum-resumed':
    case 'shares-refused':
      return list;
  }
}

function closed(list: MachineList, atMs: number): MachineList {
  let { machines } = list;
  for (const machine of list.machines.values()) {
    if (machine.leftAtMs === null) {
      machines = machines.set(machine.key, { ...machine, leftAtMs: atMs });
    }
  }
  return { ...noMachines(list.born), machines };
}

function withDescription(
  list: MachineList,
  description: MachineDescription,
  atMs: number,
): MachineList {
  const { session } = description;
  if (list.ghosts.has(session)) return list;
  if (list.sessions.has(session)) {
    const changed = change(list, session, (machine) => described(machine, description, atMs));
    return takeOldPlace(changed, session, atMs);
  }
  const added = withMachine(list, newMachine(description, list.born + 1, atMs));
  return takeOldPlace(added, session, atMs);
}

function withMeasurement(
  list: MachineList,
  measurement: MachineMeasurement,
  atMs: number,
): MachineList {
  const { session } = measurement;
  const ghost = list.ghosts.get(session);
  if (ghost === undefined) {
    const changed = change(list, session, (machine) => measured(machine, measurement, atMs));
    return takeOldPlace(changed, session, atMs);
  }
  if (!hasNewShares(ghost, measurement)) return list;
  const back = measured(apart(ghost, list.born + 1), measurement, atMs);
  return withMachine({ ...list, ghosts: without(list.ghosts, session) }, back);
}

function withLeft(
  list: MachineList,
  { session, reason, measurement }: Extract<StratumEvent, { type: 'machine-left' }>,
  atMs: number,
): MachineList {
  const counted = withMeasurement(list, measurement, atMs);
  const ghosts = without(counted.ghosts, session);
  const machine = machineOf(counted, session);
  if (machine === undefined) return { ...counted, ghosts };
  const { key } = machine;
  const place = awaitedPlace(counted, machine);
  if (place !== undefined) {
    // Only the connection came and went while its rig's place was held: the rig did not leave.
    return {
      ...counted,
      machines: counted.machines.delete(key).set(place.key, withSharesOf(place, machine)),
      sessions: counted.sessions.delete(session),
    };
  }
  const gone = {
    ...counted,
    machines: counted.machines.set(key, { ...machine, leftAtMs: atMs, leftReason: reason }),
    sessions: counted.sessions.delete(session),
  };
  const [heir] = (gone.twins.get(key) ?? []).filter((twin) => gone.sessions.has(twin));
  return heir === undefined
    ? { ...gone, twins: without(gone.twins, key) }
    : takeOldPlace(gone, heir, atMs);
}

/**
 * Once a machine's rig name is known, it takes the place and the key of the rig's earlier, ended
 * connection from the same address. Keys of live connections stay unique.
 */
function takeOldPlace(list: MachineList, session: number, atMs: number): MachineList {
  const machine = machineOf(list, session);
  if (machine === undefined || machine.rig === null || machine.isApart) return list;
  const key = rigKey(machine.rig, machine.address);
  if (machine.key === key) return list;
  const before = list.machines.get(key);
  if (before === undefined) return moved(list, machine, { ...machine, key });
  const isLive = before.leftAtMs === null;
  if (isLive && !isGhost(before, machine, atMs)) {
    const twins = list.twins.get(key) ?? [];
    if (twins.includes(session)) return list;
    return { ...list, twins: new Map(list.twins).set(key, [...twins, session]) };
  }
  const taken = moved(list, machine, inPlaceOf(machine, before, atMs));
  return isLive
    ? {
        ...taken,
        sessions: taken.sessions.delete(before.session),
        ghosts: new Map(taken.ghosts).set(before.session, before),
      }
    : taken;
}

/**
 * Connections that are most likely a listed machine that is back, while its old connection is not
 * known to be dead. They are not listed beside it: soon the old one sends something, or its place
 * is taken over.
 */
export function undecided(list: MachineList): ReadonlySet<Machine> {
  const waiting = new Set<Machine>();
  for (const session of [...list.twins.values()].flat()) {
    const machine = machineOf(list, session);
    if (machine !== undefined && awaitedPlace(list, machine) !== undefined) waiting.add(machine);
  }
  return waiting;
}

/** The place that a machine will most likely take over; undefined if there is none. */
function awaitedPlace(list: MachineList, machine: Machine): Machine | undefined {
  const { rig, address, key, isApart } = machine;
  if (rig === null || isApart || key === rigKey(rig, address)) return undefined;
  const place = list.machines.get(rigKey(rig, address));
  return place?.leftAtMs === null && mayBeBack(place, machine) ? place : undefined;
}

function moved(list: MachineList, from: Machine, to: Machine): MachineList {
  const waiting = list.twins.get(to.key)?.filter((twin) => twin !== to.session);
  return {
    ...list,
    machines: list.machines.delete(from.key).set(to.key, to),
    sessions: list.sessions.set(to.session, to.key),
    twins: waiting === undefined ? list.twins : new Map(list.twins).set(to.key, waiting),
  };
}

function withMachine(list: MachineList, machine: Machine): MachineList {
  return {
    ...list,
    machines: list.machines.set(machine.key, machine),
    sessions: list.sessions.set(machine.session, machine.key),
    born: list.born + 1,
  };
}

function machineOf(list: MachineList, session: number): Machine | undefined {
  const key = list.sessions.get(session);
  return key === undefined ? undefined : list.machines.get(key);
}

function change(
  list: MachineList,
  session: number,
  changed: (machine: Machine) => Machine,
): MachineList {
  const machine = machineOf(list, session);
  if (machine === undefined) return list;
  return { ...list, machines: list.machines.set(machine.key, changed(machine)) };
}

/** Forgets what is no longer shown, once there is enough of it. */
function tidy(list: MachineList): MachineList {
  let { machines, rigs } = list;
  if (machines.size - list.sessions.size > GONE_LIMIT + UNTIDY) {
    for (const { key } of goneOf(list).slice(GONE_LIMIT)) machines = machines.delete(key);
  }
  if (rigs.size > machines.size + UNTIDY) {
    const seen = new Set([...machines.values()].map(({ rig, address }) => rig ?? address));
    for (const rig of list.rigs.keys()) if (!seen.has(rig)) rigs = rigs.delete(rig);
  }
  return { ...list, machines, rigs };
}

/** Machines that left: rigs before connections that never sent a name, the latest first. */
export function goneOf({ machines }: MachineList): Machine[] {
  return [...machines.values()]
    .filter(({ leftAtMs }) => leftAtMs !== null)
    .sort(
      (a, b) =>
        Number(a.rig === null) - Number(b.rig === null) || (b.leftAtMs ?? 0) - (a.leftAtMs ?? 0),
    );
}

function without<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
