/** The devices of this program for one test, with a Stratum server that takes their shares. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { unwrap } from '../../result.ts';
import { startStratumServer } from '../../stratum/connection/stratum-server.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { DeviceDescription, DeviceEvent } from '../device-events.ts';
import { createDeviceIo } from '../drivers/device-io.ts';
import type { DeviceSetup } from '../device-setup.ts';
import type { LoginStore } from '../devices.ts';
import { NO_LOGINS } from '../known/no-logins.ts';
import { createDevices } from '../manage/create-devices.ts';
import type { OwnedDevices } from '../manage/create-devices.ts';
import { SETUP_TIMES } from '../setup/setup-times.ts';
import type { SetupTimes } from '../setup/setup-times.ts';
import { startSimulatedDevice } from '../simulated/start-simulated-device.ts';
import type { SimulatedDevice, SimulatedOptions } from '../simulated/start-simulated-device.ts';

export interface DevicesTest {
  readonly devices: OwnedDevices;
  readonly events: DeviceEvent[];
  readonly folder: string;
  /** Of the Stratum server; null without one. */
  readonly port: number | null;
  /** Searches these ranges to the end: the ids of all that was found. */
  found(ranges: readonly string[]): Promise<readonly string[]>;
  /** The last that was said of the work on a device. */
  setup(id: string): DeviceSetup | undefined;
  /** What was said last of a device. */
  known(id: string): DeviceDescription | undefined;
  /** Resolves with the first event that `look` accepts, past or to come. */
  event(look: (event: DeviceEvent) => boolean): Promise<DeviceEvent>;
}

interface TestOptions {
  /** By default a new one. */
  readonly folder?: string;
  readonly times?: Partial<SetupTimes>;
  readonly logins?: LoginStore;
  readonly hasServer?: boolean;
  readonly identifyMachines?: boolean;
  /** By default, readings come when they are asked for. */
  readonly readsFound?: boolean;
  /** Seconds from one reading of a machine to the next; by default they are not watched. */
  readonly watchMachines?: number;
}

const QUICK: SetupTimes = { ...SETUP_TIMES, lookEveryMs: 50, stillUpMs: 2_000 };

/** Devices with short times, on loopback; closed when the test ends. */
export async function devicesTest(options: TestOptions = {}): Promise<DevicesTest> {
  const folder = options.folder ?? (await newFolder());
  const events: DeviceEvent[] = [];
  const waiting = new Set<() => void>();
  const { logger } = collectedLog();
  const port = options.hasServer === false ? null : await freePort();
  const devices = createDevices({
    folder,
    logins: options.logins ?? NO_LOGINS,
    config: () => ({
      stratumPort: port ?? 1917,
      stratumInterface: '127.0.0.1',
      stratumPassword: null,
      watchMachines: options.watchMachines ?? 0,
      identifyMachines: options.identifyMachines ?? false,
    }),
    followMs: 20,
    readsFound: options.readsFound ?? false,
    logger,
    onEvent(event) {
      events.push(event);
      for (const look of [...waiting]) look();
    },
    io: createDeviceIo({ paceMs: 0 }),
    times: { ...QUICK, ...options.times },
  });
  onTestFinished(() => devices.close());
  if (port !== null) {
    const mode = { kind: 'level', level: 12 } as const;
    const listen = { port, interface: '127.0.0.1', mode, minLevel: 0, rateMs: 3_600_000 };
    const server = unwrap(await startStratumServer(listen, devices.take, logger));
    onTestFinished(() => server.close());
    server.offer(madeUpWork({ level: 60 }), 0, () => undefined);
  }
  return {
    devices,
    events,
    folder,
    port,
    async found(ranges) {
      await unwrap(devices.find(ranges)).ended;
      const searches = events.flatMap((event) =>
        event.type === 'device-search' ? [event.search] : [],
      );
      return searches.at(-1)?.found ?? [];
    },
    setup(id) {
      const said = events.flatMap((event) =>
        event.type === 'device-setup' && event.id === id ? [event.setup] : [],
      );
      return said.at(-1);
    },
    known(id) {
      const said = events.flatMap((event) =>
        event.type === 'device-known' && event.device.id === id ? [event.device] : [],
      );
      return said.at(-1);
    },
    event: (look) =>
      new Promise((resolve) => {
        const check = (): void => {
          const event = events.find(look);
          if (event === undefined) return;
          waiting.delete(check);
          resolve(event);
        };
        waiting.add(check);
        check();
      }),
  };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-devices-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A machine at an address of its own, which has the fixed ports of cgminer's interfaces. */
export async function simulated(
  options: Pick<SimulatedOptions, 'kind' | 'host'> & Partial<SimulatedOptions>,
): Promise<SimulatedDevice> {
  const device = await startSimulatedDevice({
    webPort: await freePort(),
    retryMs: 200,
    dutyCycle: 0.3,
    ...options,
  });
  onTestFinished(() => device.close());
  return device;
}

/** As it is typed into a search. */
export function placeOf({ host, webPort }: SimulatedDevice): string {
  return `${host}:${webPort}`;
}

/** The password of the machine, for the device with this id. */
export function loginOf({ password }: SimulatedDevice, id: string) {
  return { [id]: { user: null, password, keep: false } };
}

/** Searches its address: its id. */
export async function find(test: DevicesTest, machine: SimulatedDevice): Promise<string> {
  const [id = ''] = await test.found([placeOf(machine)]);
  return id;
}

/** Finds it and gives it our pool; its id. */
export async function configure(
  test: DevicesTest,
  machine: SimulatedDevice,
  { worker = 'rig-1', keepsOthers = false } = {},
): Promise<string> {
  const id = await find(test, machine);
  await test.devices.configure([{ id, worker, keepsOthers }], loginOf(machine, id));
  return id;
}
