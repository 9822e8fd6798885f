/** A simulated machine with its driver, for one test. */
import { onTestFinished } from 'vitest';
import type { DeviceControl, DeviceDriver, DeviceLogin, DevicePool } from '../../device.ts';
import { startSimulatedDevice } from '../../simulated/start-simulated-device.ts';
import type { SimulatedDevice, SimulatedOptions } from '../../simulated/start-simulated-device.ts';
import { CGMINER_PORT, IBELINK_PORT } from '../cgminer/ask-fields.ts';
import { createDeviceIo } from '../device-io.ts';
import { identifyDevice } from '../identify.ts';
import { openDriver } from '../open-driver.ts';
import type { DeviceIo } from '../reach/machine-line.ts';
import { nextLoopbackHost } from './scripted-device.ts';

export const never = new AbortController().signal;

export interface SimulatedDriver {
  readonly device: SimulatedDevice;
  readonly driver: DeviceDriver;
  /** Of a machine that can be written. */
  readonly control: DeviceControl;
  readonly io: DeviceIo;
  readonly login: DeviceLogin;
}

/** Starts a machine, identifies it, and opens its driver. Nothing waits for a pace by default. */
export async function startWithDriver(
  options: Pick<SimulatedOptions, 'kind'> & Partial<SimulatedOptions>,
  paceMs = 0,
): Promise<SimulatedDriver> {
  const device = await startSimulatedDevice({
    host: nextLoopbackHost(),
    webPort: 0,
    cgminerPort: options.kind === 'ibelink' ? IBELINK_PORT : CGMINER_PORT,
    ...options,
  });
  onTestFinished(() => device.close());
  const io = createDeviceIo({ paceMs });
  onTestFinished(() => io.close());
  const address = { host: device.host, webPort: device.webPort ?? 80 };
  const found = await identifyDevice(address, io, 5_000, never);
  if (found.kind !== 'device') throw new Error(`not identified: ${JSON.stringify(found)}`);
  const driver = openDriver(found.identity, io);
  return {
    device,
    driver,
    get control() {
      if (driver.control === null) throw new Error('this machine cannot be written');
      return driver.control;
    },
    io,
    login: { user: null, password: device.password },
  };
}

export const OURS: DevicePool = {
  url: 'stratum+tcp://127.0.0.1:9',
  user: 'ours.1',
  password: 'x',
};
export const THEIRS: DevicePool = {
  url: 'stratum+tcp://127.0.0.1:7',
  user: 'theirs',
  password: 'd=8',
};
