/** One list of all machines, whether they came by Stratum, by a search, or both. Pure. */
import type { DeviceSnapshot, MachineSnapshot } from '../../contract/screen-contract.ts';

/** A machine as the Stratum server knows it, as its own interface tells, or both. */
export type JoinedMachine =
  | { readonly key: string; readonly session: MachineSnapshot; readonly device: null }
  | { readonly key: string; readonly session: MachineSnapshot; readonly device: DeviceSnapshot }
  | { readonly key: string; readonly session: null; readonly device: DeviceSnapshot };

/**
 * Every session with the device at its address, then the devices that have no session. Where several
 * sessions come from one address (a proxy, or a machine that took a new name) the device joins the one
 * that bears its worker name, or else the one that is online, or else the latest. No session and no
 * device is there twice.
 */
export function joinMachines(
  sessions: readonly MachineSnapshot[],
  devices: readonly DeviceSnapshot[],
): readonly JoinedMachine[] {
  const free = new Map<string, MachineSnapshot[]>();
  for (const session of sessions) {
    const host = plainAddress(session.address);
    free.set(host, [...(free.get(host) ?? []), session]);
  }
  const deviceOf = new Map<string, DeviceSnapshot>();
  const alone: DeviceSnapshot[] = [];
  for (const device of [...devices].sort(namedFirst(free))) {
    const there = free.get(device.host) ?? [];
    const session = [...there].sort(byFit(device))[0];
    if (session === undefined) alone.push(device);
    else {
      deviceOf.set(session.key, device);
      free.set(
        device.host,
        there.filter((each) => each !== session),
      );
    }
  }
  return [
    ...sessions.map((session) => ({
      key: session.key,
      session,
      device: deviceOf.get(session.key) ?? null,
    })),
    ...devices
      .filter((device) => alone.includes(device))
      .map((device) => ({ key: deviceKey(device.id), session: null, device })),
  ];
}

/** The key of a machine that is known by its own interface. */
export function deviceKey(device: string): string {
  return `device ${device}`;
}

/** The machine that was opened by its session's key or by its device's. */
export function findMachine(
  machines: readonly JoinedMachine[],
  key: string | null,
): JoinedMachine | undefined {
  return machines.find(
    ({ key: own, device }) =>
      own === key || (device !== null && idsOf(device).some((id) => deviceKey(id) === key)),
  );
}

/** The id of a device, and those it had before it was clear which machine it is. */
export function idsOf({ id, formerIds }: DeviceSnapshot): readonly string[] {
  return [id, ...formerIds];
}

/** IPv4 peers of an IPv6 socket have a prefix. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:/i, '');
}

/** Of two devices behind one address, the one that knows its session's name chooses first. */
function namedFirst(sessions: ReadonlyMap<string, readonly MachineSnapshot[]>) {
  const isNamed = (device: DeviceSnapshot): boolean =>
    (sessions.get(device.host) ?? []).some((session) => bearsName(device, session));
  return (a: DeviceSnapshot, b: DeviceSnapshot): number => Number(isNamed(b)) - Number(isNamed(a));
}

function byFit(device: DeviceSnapshot) {
  return (a: MachineSnapshot, b: MachineSnapshot): number =>
    Number(bearsName(device, b)) - Number(bearsName(device, a)) ||
    Number(b.isOnline) - Number(a.isOnline) ||
    b.connectedAtMs - a.connectedAtMs;
}

/** Whether a session has the name that the device was given, or says it uses at its pool. */
function bearsName({ setup, reading }: DeviceSnapshot, { rig, user }: MachineSnapshot): boolean {
  const own = [
    setup?.kind === 'configure' ? setup.worker : null,
    ...(reading?.pools ?? []).filter(({ isActive }) => isActive).map((pool) => pool.user),
  ].map((name) => name?.toLowerCase());
  return [rig, user].some((name) => name !== null && own.includes(name.toLowerCase()));
}
