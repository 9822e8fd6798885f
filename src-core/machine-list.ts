/**
 * The machines at the Stratum server, as a screen lists them: a pure function of the server's news.
 * A machine that left stays listed, and one that reconnects takes its old place.
 */
import type { MachineSnapshot, StratumSnapshot } from './miner-snapshot.ts';
import type {
  HashrateEstimates,
  MachineDescription,
  MachineDoorEvent,
  MachineMeasurement,
  ShareCounts,
  StratumEvent,
} from './stratum/stratum-events.ts';

export interface MachineList {
  readonly listening: { readonly host: string; readonly port: number } | null;
  readonly machines: readonly Machine[];
  readonly asking: StratumSnapshot['asking'];
  /** Estimates of rigs, which outlast their connections, by rig name. */
  readonly rigs: ReadonlyMap<string, HashrateEstimates>;
  readonly total: HashrateEstimates;
}

type Machine = Omit<MachineSnapshot, 'isOnline'>;

/** Machines listed while connected: no screen shows more, and every event walks the list. */
const LIVE_LIMIT = 1_000;
/** Machines that left and are still listed. */
const GONE_LIMIT = 500;
/** Goldshell boxes open and close connections every few seconds while they mine on. */
const FLAP_MS = 15_000;

const NO_SHARES: ShareCounts = {
  accepted: 0,
  blocks: 0,
  stale: 0,
  duplicate: 0,
  low: 0,
  invalid: 0,
};
const NO_RATE = { hashesPerSecond: 0, relativeError: null };
const NO_RATES: HashrateEstimates = { oneMinute: NO_RATE, tenMinutes: NO_RATE, oneHour: NO_RATE };

export function noMachines(): MachineList {
  return { listening: null, machines: [], asking: [], rigs: new Map(), total: NO_RATES };
}

/** The list after an event of the server at `atMs`. */
export function reduceMachines(
  list: MachineList,
  event: StratumEvent | MachineDoorEvent,
  atMs: number,
): MachineList {
  switch (event.type) {
    case 'stratum-listening':
      return { ...list, listening: { host: event.host, port: event.port } };
    case 'stratum-closed':
      return {
        ...noMachines(),
        machines: list.machines.map((machine) => ({
          ...machine,
          leftAtMs: machine.leftAtMs ?? atMs,
        })),
      };
    case 'machine-changed':
      return withDescription(list, event.machine, atMs);
    case 'machine-measured':
      return change(list, event.measurement.session, (machine) =>
        measured(machine, event.measurement, atMs),
      );
    case 'machine-level-changed': {
      const { level, difficulty } = event;
      return change(list, event.session, () => ({ level, difficulty }));
    }
    case 'machine-left': {
      const { session, reason, measurement } = event;
      return change(list, session, (machine) => ({
        ...measured(machine, measurement, atMs),
        leftAtMs: atMs,
        leftReason: reason,
      }));
    }
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
      // Several sessions of one rig name are told apart; only a single one is the rig.
      return event.sessions > 1
        ? { ...list, rigs: withoutKey(list.rigs, event.rig) }
        : { ...list, rigs: new Map(list.rigs).set(event.rig, event.hashrate) };
    case 'stratum-measured':
      return { ...list, total: event.hashrate };
    case 'machine-found-block':
    case 'connection-refused':
      return list;
  }
}

/** What a screen sees of the list; null while no server listens and none did. */
export function machinesOf(list: MachineList, nowMs: number): StratumSnapshot | null {
  if (list.listening === null && list.machines.length === 0) return null;
  return {
    listening: list.listening,
    asking: list.asking,
    total: list.total,
    machines: list.machines.map((machine) => ({
      ...machine,
      hashrate: (machine.rig === null ? null : list.rigs.get(machine.rig)) ?? machine.hashrate,
      isOnline: machine.leftAtMs === null || nowMs - machine.leftAtMs < FLAP_MS,
    })),
  };
}

function withDescription(
  list: MachineList,
  description: MachineDescription,
  atMs: number,
): MachineList {
  const { session, stage, address, agent, user, rig, refusedReason } = description;
  const described = { stage, address, agent, user, rig, refusedReason };
  if (list.machines.some((machine) => machine.session === session && machine.leftAtMs === null)) {
    return takeOldPlace(
      change(list, session, () => described),
      session,
    );
  }
  if (list.machines.length - countGone(list) >= LIVE_LIMIT) return list;
  const machine: Machine = {
    key: `${address}#${session}`,
    session,
    ...described,
    hashrate: NO_RATES,
    level: null,
    difficulty: null,
    shares: NO_SHARES,
    sharesBefore: NO_SHARES,
    lastRefusal: null,
    lastShareAtMs: null,
    connectedAtMs: atMs,
    leftAtMs: null,
    leftReason: null,
  };
  const kept = countGone(list) > GONE_LIMIT ? withoutOldest(list.machines) : list.machines;
  return takeOldPlace({ ...list, machines: [...kept, machine] }, session);
}

function countGone({ machines }: MachineList): number {
  return machines.filter(({ leftAtMs }) => leftAtMs !== null).length;
}

/**
 * Once a machine's rig name is known, it takes the place and the key of the rig's earlier, ended
 * connection from the same address. Keys of live connections stay unique.
 */
function takeOldPlace(list: MachineList, session: number): MachineList {
  const machine = list.machines.find((each) => each.session === session);
  if (machine === undefined || machine.rig === null) return list;
  const key = `${machine.rig}@${machine.address}`;
  if (machine.key === key) return list;
  const holder = list.machines.find((each) => each.key === key);
  if (holder === undefined) return change(list, session, () => ({ key }));
  if (holder.leftAtMs === null) return list;
  const others = list.machines.filter((each) => each !== machine);
  return {
    ...list,
    machines: others.map((each) =>
      each === holder
        ? {
            ...machine,
            key,
            shares: sum(holder.shares, machine.shares),
            sharesBefore: holder.shares,
          }
        : each,
    ),
  };
}

function measured(
  { sharesBefore }: Machine,
  { shares, lastRefusal, lastRefusalAgeMs, lastShareAgeMs, ...rest }: MachineMeasurement,
  atMs: number,
): Partial<Machine> {
  const { hashrate, level, difficulty } = rest;
  return {
    shares: sum(sharesBefore, shares),
    hashrate,
    level,
    difficulty,
    lastRefusal:
      lastRefusal === null ? null : { text: lastRefusal, atMs: atMs - (lastRefusalAgeMs ?? 0) },
    lastShareAtMs: lastShareAgeMs === null ? null : atMs - lastShareAgeMs,
  };
}

function sum(a: ShareCounts, b: ShareCounts): ShareCounts {
  return {
    accepted: a.accepted + b.accepted,
    blocks: a.blocks + b.blocks,
    stale: a.stale + b.stale,
    duplicate: a.duplicate + b.duplicate,
    low: a.low + b.low,
    invalid: a.invalid + b.invalid,
  };
}

function change(
  list: MachineList,
  session: number,
  changes: (machine: Machine) => Partial<Machine>,
): MachineList {
  return {
    ...list,
    machines: list.machines.map((machine) =>
      machine.session === session && machine.leftAtMs === null
        ? { ...machine, ...changes(machine) }
        : machine,
    ),
  };
}

function withoutKey<Value>(map: ReadonlyMap<string, Value>, key: string): Map<string, Value> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

function withoutOldest(machines: readonly Machine[]): Machine[] {
  const oldest = machines.reduce<Machine | null>(
    (found, each) =>
      each.leftAtMs !== null && (found?.leftAtMs ?? Infinity) > each.leftAtMs ? each : found,
    null,
  );
  return machines.filter((each) => each !== oldest);
}
