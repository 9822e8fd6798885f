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
    if (known.get(id) === undefined) return;
    known.forget(id);
    sayForgotten(id);
  }

  function sayForgotten(id: string): void {
    drivers.delete(id);
    logins.forget(id);
    onEvent({ type: 'device-forgotten', id });
  }

  function identified(identity: DeviceIdentity): string {
    const device = known.identified(identity);
    announce(device.id);
    sayDisplaced(device);
    return device.id;
  }

  /** With its MAC, a machine is known that was at another address before: what was kept of it is its own. */
  function takeReportedMac(id: string): void {
    const device = known.get(id);
    const mac = device === undefined ? null : (driver(device).control?.reportedMac() ?? null);
    if (device === undefined || mac === null || device.mac !== null) return;
    const before = known.list().find((other) => other.id !== id && other.mac === mac);
    void known.change(id, { ...(before !== undefined && keptOf(before, device)), mac });
    if (before !== undefined) forget(before.id);
    announce(id);
  }

  function takeReportedPower(id: string): void {
    const device = known.get(id);
    const report = device === undefined ? null : (driver(device).control?.reportedPower() ?? null);
    if (device === undefined || report === null) return;
    const { modes: power, plan: powerPlan } = report;
    if (isDeepStrictEqual(power, device.power) && powerPlan === device.powerPlan) return;
    void known.change(id, { power, powerPlan });
    announce(id);
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
    get: known.get,
    isDisplaced: known.isDisplaced,
    describe,
    driver,
    identified,
    anotherAnswered(id, model) {
      const device = known.get(id);
      const mac = device === undefined ? null : (driver(device).control?.reportedMac() ?? null);
      if (device === undefined || device.mac === null || mac === null || mac === device.mac) return;
      identified({ ...identityOf(device), model: model ?? device.model, firmware: null, mac });
    },
    async change(id, changes) {
      const saved = known.change(id, changes);
      announce(id);
      return saved;
    },
    forget,
    login: (id, given) => given ?? logins.get(id),
    loginAccepted(id, given) {
      takeReportedMac(id);
      takeReportedPower(id);
      if (given?.keep !== true || !logins.canKeep()) return;
      logins.keep(id, { user: given.user, password: given.password });
      announce(id);
    },
    forgetLogin(id) {
      logins.forget(id);
      announce(id);
    },
  };
}

/** What was kept of a machine at its address before, unless there is something newer. */
function keptOf(before: KnownDevice, now: KnownDevice): Partial<KnownDevice> {
  return {
    watts: now.watts ?? before.watts,
    powerPlan: now.powerPlan ?? before.powerPlan,
    power: now.power ?? before.power,
    boardsSeen: now.boardsSeen ?? before.boardsSeen,
    poolsBefore: now.poolsBefore ?? before.poolsBefore,
    configured: now.configured ?? before.configured,
  };
}

/** Whether pools from before are kept. */
export function canPutBack({ poolsBefore }: KnownDevice): boolean {
  return poolsBefore !== null && poolsBefore.length > 0;
}
