/** The known devices with their drivers and logins, and the news of them. */
import { isDeepStrictEqual } from 'node:util';
import type { Result } from '../../result.ts';
import type { DeviceDriver, DeviceIdentity, DeviceLogin } from '../device.ts';
import type { DeviceDescription, DeviceEvent } from '../device-events.ts';
import type { DeviceIo } from '../drivers/device-io.ts';
import { openDriver } from '../drivers/open-driver.ts';
import { nameplateOf, powerModesOf } from '../models.ts';
import type { GivenLogin, LoginStore } from '../devices.ts';
import { identityOf, isAtSameAddress } from './known-device.ts';
import type { KnownDevice } from './known-device.ts';
import type { KnownDevices } from './known-devices.ts';

export interface Roster {
  list(): readonly KnownDevice[];
  /** Takes an id that it had in this run too, like all calls with an id. */
  get(id: string): KnownDevice | undefined;
  /** Whether another device is at its address now, so that it must not be read or written. */
  isDisplaced(device: KnownDevice): boolean;
  describe(device: KnownDevice): DeviceDescription;
  driver(device: KnownDevice): DeviceDriver;
  /** Takes a device that said what it is; its id. */
  identified(identity: DeviceIdentity): string;
  /** Changes what is kept of a device, and says so. See KnownDevices. */
  change(id: string, changes: Partial<KnownDevice>): Promise<Result<null, string>>;
  forget(id: string): void;
  /**
   * Two that are one machine, known at its address before and found at its address now. The earlier one stays,
   * with its id, since history is kept by it.
   */
  merge(before: KnownDevice, now: KnownDevice): void;
  /** The one that was given, else the one that is kept; null without. */
  login(id: string, given: GivenLogin | null | undefined): DeviceLogin | null;
  /** The machine accepted a login: it is kept where that was asked for, and so is what it reported then. */
  loginAccepted(id: string, given: GivenLogin | null | undefined): void;
  /** Another machine answered at the address of this one. It is known from then on where it reported its MAC. */
  anotherAnswered(id: string, model: string | null): void;
  forgetLogin(id: string): void;
}

interface RosterParts {
  readonly known: KnownDevices;
  readonly io: DeviceIo;
  readonly logins: LoginStore;
  readonly onEvent: (event: DeviceEvent) => void;
}

/** Says of each device in the file that it is known. */
export function createRoster({ known, io, logins, onEvent }: RosterParts): Roster {
  /** Each with what it was opened for. */
  const drivers = new Map<string, { readonly of: string; readonly driver: DeviceDriver }>();

  /** Ids that machines had before it was clear that they were known: the id of each now. */
  const merged = new Map<string, string>();

  function idOf(id: string): string {
    const now = merged.get(id);
    return now === undefined || known.get(id) !== undefined ? id : idOf(now);
  }

  const get = (id: string): KnownDevice | undefined => known.get(idOf(id));

  function driver(device: KnownDevice): DeviceDriver {
    const identity = identityOf(device);
    // A MAC that becomes known makes it no other machine.
    const of = JSON.stringify({ ...identity, mac: null });
    const open = drivers.get(device.id);
    if (open?.of === of) return open.driver;
    const opened = openDriver(identity, io);
    drivers.set(device.id, { of, driver: opened });
    return opened;
  }

  function describe(device: KnownDevice): DeviceDescription {
    const { control } = driver(device);
    const plate = nameplateOf(device.model);
    const { canSleep, hasPlans } = device.power ?? powerModesOf(device.model);
    return {
      ...identityOf(device),
      id: device.id,
      nameplate:
        plate === null ? null : { hashesPerSecond: plate.hashesPerSecond, watts: plate.watts },
      watts: device.watts,
      powerPlan: device.powerPlan,
      canConfigure: control !== null,
      actions: (control?.actions ?? []).filter(
        (action) => canSleep || (action !== 'sleep' && action !== 'wake'),
      ),
      hasPowerPlans: control !== null && hasPlans,
      canPutBack: canPutBack(device),
      hadNoPool: device.poolsBefore?.length === 0,
      hasPassword: logins.get(device.id) !== null,
    };
  }

  function announce(id: string): void {
    const device = known.get(id);
    if (device !== undefined) onEvent({ type: 'device-known', device: describe(device) });
  }

  /** Devices that were at the address of this one before. */
  function sayDisplaced(at: KnownDevice): void {
    for (const device of known.list()) {
      if (device.id === at.id || !isAtSameAddress(device, at)) continue;
      const error = { kind: 'another-machine', model: at.model } as const;
      onEvent({ type: 'device-silent', id: device.id, error });
    }
  }

  function forget(id: string): void {
    const device = get(id);
    if (device === undefined) return;
    known.forget(device.id);
    sayForgotten(device.id);
  }

  function sayForgotten(id: string, mergedInto: string | null = null): void {
    drivers.delete(id);
    logins.forget(id);
    onEvent({ type: 'device-forgotten', id, mergedInto });
  }

  function merge(before: KnownDevice, now: KnownDevice): void {
    const login = logins.get(now.id);
    if (login !== null) logins.keep(before.id, login);
    const open = drivers.get(now.id);
    if (open !== undefined) drivers.set(before.id, open);
    merged.set(now.id, before.id);
    known.forget(now.id);
    void known.change(before.id, mergedDevice(before, now));
    announce(before.id);
    sayForgotten(now.id, before.id);
  }

  function identified(identity: DeviceIdentity): string {
    const device = known.identified(identity);
    announce(device.id);
    sayDisplaced(device);
    return device.id;
  }

  /** With its MAC, a machine is known that was at another address before: what was kept of it is its own. */
  function takeReportedMac(id: string): void {
    const device = get(id);
    const mac = device === undefined ? null : (driver(device).control?.reportedMac() ?? null);
    if (device === undefined || mac === null || device.mac !== null) return;
    const before = known.list().find((other) => other !== device && other.mac === mac);
    if (before !== undefined) return merge(before, { ...device, mac });
    void known.change(device.id, { mac });
    announce(device.id);
  }

  /** Last of what was reported: with its model known, it gets another driver. */
  function takeReportedModel(id: string): void {
    const device = get(id);
    const report = device === undefined ? null : (driver(device).control?.reportedModel() ?? null);
    if (device === undefined || report === null) return;
    const { model, firmware } = { ...report, firmware: report.firmware ?? device.firmware };
    if (device.model === model && device.firmware === firmware) return;
    void known.change(device.id, { model, firmware });
    announce(device.id);
  }

  function takeReportedPower(id: string): void {
    const device = get(id);
    const report = device === undefined ? null : (driver(device).control?.reportedPower() ?? null);
    if (device === undefined || report === null) return;
    const { modes: power, plan: powerPlan } = report;
    if (isDeepStrictEqual(power, device.power) && powerPlan === device.powerPlan) return;
    void known.change(device.id, { power, powerPlan });
    announce(device.id);
  }

  /** News of what another program has changed: a command in a terminal has put pools back, say. */
  known.onOthersChange((before, after) => {
    for (const device of after.values()) {
      if (JSON.stringify(device) !== JSON.stringify(before.get(device.id))) announce(device.id);
    }
    for (const id of before.keys()) if (!after.has(id)) sayForgotten(id);
  });
  for (const { id } of known.list()) announce(id);
  return {
    list: known.list,
    get,
    isDisplaced: known.isDisplaced,
    describe,
    driver,
    identified,
    anotherAnswered(id, model) {
      const device = get(id);
      const mac = device === undefined ? null : (driver(device).control?.reportedMac() ?? null);
      if (device === undefined || device.mac === null || mac === null || mac === device.mac) return;
      identified({ ...identityOf(device), model: model ?? device.model, firmware: null, mac });
    },
    async change(id, changes) {
      const saved = known.change(idOf(id), changes);
      announce(idOf(id));
      return saved;
    },
    forget,
    merge,
    login: (id, given) => given ?? logins.get(idOf(id)),
    loginAccepted(id, given) {
      takeReportedMac(id);
      takeReportedPower(id);
      takeReportedModel(id);
      if (given?.keep !== true || !logins.canKeep()) return;
      logins.keep(idOf(id), { user: given.user, password: given.password });
      announce(idOf(id));
    },
    forgetLogin(id) {
      logins.forget(idOf(id));
      announce(idOf(id));
    },
  };
}

/** A machine at its new address, with what was kept of it unless there is something newer. */
function mergedDevice(before: KnownDevice, now: KnownDevice): Partial<KnownDevice> {
  return {
    ...identityOf(now),
    model: now.model ?? before.model,
    firmware: now.firmware ?? before.firmware,
    mac: now.mac ?? before.mac,
    identifiedAtMs: now.identifiedAtMs,
    unfinished: now.unfinished,
    watts: now.watts ?? before.watts,
    powerPlan: now.powerPlan ?? before.powerPlan,
    power: now.power ?? before.power,
    boardsSeen: now.boardsSeen ?? before.boardsSeen,
    poolsBefore: now.poolsBefore ?? before.poolsBefore,
    configured: now.configured ?? before.configured,
  };
}

/** Whether it is kept which pools it had before, if any. */
export function canPutBack({ poolsBefore }: KnownDevice): boolean {
  return poolsBefore !== null;
}
