/** What is kept of a device from one run of the program to the next. */
import { z } from 'zod';
import { DEVICE_FAMILIES, MEASURED_WATTS } from '../device.ts';
import type { DeviceFamily, DeviceIdentity } from '../device.ts';
import { SETUP_STEPS } from '../device-setup.ts';

const text = z.string().max(1024);
const timeMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Twice what drivers read of a machine: a file with as many as were read can be read again. */
const POOLS_AT_MOST = 64;
const pool = z.object({ url: text, user: text, password: text });

const knownDevice = z.object({
  id: z.string().min(1).max(64),
  family: z.enum(DEVICE_FAMILIES),
  host: z.ipv4(),
  webPort: z.number().int().min(1).max(65_535),
  model: text.nullable(),
  firmware: text.nullable(),
  mac: text.nullable(),
  /** When it last said what it is: of two at one address, the later one is there. */
  identifiedAtMs: timeMs,
  /** Watts that the user measured. */
  watts: z.number().min(MEASURED_WATTS.min).max(MEASURED_WATTS.max).nullable(),
  /** Name of its power plan when that was last read or chosen here. */
  powerPlan: text.nullable().default(null),
  /** What its settings offered when they were last read; null before. */
  power: z.object({ canSleep: z.boolean(), hasPlans: z.boolean() }).nullable().default(null),
  /** The most boards that ever hashed in it at one time; null before its first reading. */
  boardsSeen: z.number().int().min(0).max(64).nullable().default(null),
  /** Its pools from before it was configured, to be put back. */
  poolsBefore: z.array(pool).max(POOLS_AT_MOST).nullable(),
  /** What was written to it, until the pools from before are back. */
  configured: z.object({ url: text, worker: text }).nullable(),
  /** Work on its pools that has begun and not ended; the program may have been closed meanwhile. */
  unfinished: z
    .object({
      kind: z.enum(['configure', 'put-back']),
      worker: text.nullable(),
      startedAtMs: timeMs,
      step: z.enum(SETUP_STEPS),
    })
    .nullable(),
});

export type KnownDevice = Readonly<z.infer<typeof knownDevice>>;

export const knownDevicesSchema = z.object({
  version: z.literal(1),
  devices: z.array(knownDevice).max(10_000),
});

/** A device that was not known. */
export function newDevice(id: string, identity: DeviceIdentity, atMs: number): KnownDevice {
  const nothing = {
    watts: null,
    powerPlan: null,
    power: null,
    boardsSeen: null,
    poolsBefore: null,
    configured: null,
    unfinished: null,
  };
  return { id, ...identityOf(identity), identifiedAtMs: atMs, ...nothing };
}

/** A known device after it said what it is; what it did not say this time stays. So does its id, and what is kept. */
export function identifiedAgain(
  known: KnownDevice,
  identity: DeviceIdentity,
  atMs: number,
): KnownDevice {
  const { model, firmware, mac } = identity;
  const isSameFamily = known.family === identity.family;
  if (isVague(identity) && !isSameFamily) return { ...known, identifiedAtMs: atMs };
  // What another family called its model is the name of its mining program.
  const before = isSameFamily ? known : { ...known, model: null, firmware: null };
  return {
    ...known,
    ...identityOf(identity),
    model: model ?? before.model,
    // Without its model, it is that of its mining program.
    firmware: (model === null ? before.firmware : null) ?? firmware ?? before.firmware,
    mac: mac ?? before.mac,
    identifiedAtMs: atMs,
  };
}

/** What a device is, without what is kept of it. */
export function identityOf(device: DeviceIdentity): DeviceIdentity {
  const { family, host, webPort, model, firmware, mac } = device;
  return { family, host, webPort, model, firmware, mac };
}

/**
 * Which of the known devices this is: the one with its MAC; where that is not known of either, the
 * one that was seen at its address last, unless that was another model. One that said what it is comes before
 * one that did not. Undefined for a new one.
 */
export function matchOf(
  devices: readonly KnownDevice[],
  identity: DeviceIdentity,
): KnownDevice | undefined {
  const { mac } = identity;
  const same = mac === null ? undefined : devices.find((device) => device.mac === mac);
  const there = devices.filter((device) => isStillThere(device, identity));
  const named = there.filter((device) => !isVague(device));
  return (
    same ??
    (named.length > 0 ? named : there).reduce<KnownDevice | undefined>(
      (last, each) => later(last, each),
      undefined,
    )
  );
}

function later(a: KnownDevice | undefined, b: KnownDevice): KnownDevice {
  return a === undefined || b.identifiedAtMs > a.identifiedAtMs ? b : a;
}

function isStillThere(device: KnownDevice, identity: DeviceIdentity): boolean {
  const isOther = (a: string | null, b: string | null): boolean =>
    a !== null && b !== null && a !== b;
  return (
    isAtSameAddress(device, identity) &&
    !isOther(device.mac, identity.mac) &&
    (device.family === identity.family
      ? !isOther(device.model, identity.model)
      : isOneInTrouble(device, identity) || isOneInTrouble(identity, device))
  );
}

/** Whether `vague` may be what `named` answers while its web server does not run. */
function isOneInTrouble(named: DeviceIdentity, vague: DeviceIdentity): boolean {
  return isVague(vague) && WITH_CGMINER.includes(named.family);
}

/** Families that have a web interface, and cgminer's interface beside it. */
const WITH_CGMINER: readonly DeviceFamily[] = ['goldshell', 'antminer'];

/**
 * It has cgminer's interface and names its mining program at most. A Goldshell or an Antminer answers so
 * while its web server does not run.
 */
function isVague({ family, model, mac }: DeviceIdentity): boolean {
  return family === 'cgminer' && mac === null && (model === null || /^\w*miner\b/i.test(model));
}

/** Whether two have the same host and the same port of the web interface. */
export function isAtSameAddress(
  a: Pick<DeviceIdentity, 'host' | 'webPort'>,
  b: Pick<DeviceIdentity, 'host' | 'webPort'>,
): boolean {
  return a.host === b.host && a.webPort === b.webPort;
}

/** Whether another device was seen at its address later: then it is not there any more. */
export function isDisplaced(devices: readonly KnownDevice[], device: KnownDevice): boolean {
  return devices.some(
    (other) =>
      other !== device &&
      isAtSameAddress(other, device) &&
      other.identifiedAtMs > device.identifiedAtMs,
  );
}

/** Its MAC where that is known, else its address; another text where a known device has that id. */
export function newId(devices: readonly KnownDevice[], identity: DeviceIdentity): string {
  const { mac, host, webPort } = identity;
  const own = mac ?? (webPort === 80 ? host : `${host}:${webPort}`);
  let id = own;
  for (let count = 2; devices.some((device) => device.id === id); count += 1)
    id = `${own}#${count}`;
  return id;
}
