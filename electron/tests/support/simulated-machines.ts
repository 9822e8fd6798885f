/** Simulated machines at addresses of this computer, and the way to find them from the window. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startSimulatedDevice } from '../../../src-core/devices/simulated/start-simulated-device.ts';
import type {
  SimulatedDevice,
  SimulatedOptions,
} from '../../../src-core/devices/simulated/start-simulated-device.ts';
import { freePort } from '../../../src-core/tests/loopback-server.ts';
import { folderForMachines } from './user-folder.ts';

/** Of every machine. */
export const PASSWORD = 'correct horse';
/** It does not answer. */
export const OLD_POOL = { url: 'stratum+tcp://127.0.0.1:9', user: 'old.rig', password: 'x' };

const started: SimulatedDevice[] = [];

/** Starts a machine at an address of its own: drivers ask fixed ports. Ended by `closeMachines`. */
export async function machine(
  kind: SimulatedOptions['kind'],
  host: string,
  faults: SimulatedOptions['faults'] = {},
  pools: SimulatedOptions['pools'] = [OLD_POOL],
): Promise<SimulatedDevice> {
  const device = await startSimulatedDevice({
    ...{ kind, host, faults, pools },
    webPort: await freePort(),
    password: PASSWORD,
    retryMs: 500,
  });
  started.push(device);
  return device;
}

/** To be called after each test. */
export async function closeMachines(): Promise<void> {
  await Promise.all(started.splice(0).map((device) => device.close()));
}

/** A folder whose practice network has easy blocks, and shares that come every second or two. */
export function folderWithQuickShares(): Promise<string> {
  return folderForMachines({ stratumDifficulty: 16 });
}

/** From the open search form to the list of what answered. */
export async function searchFor(page: Page, devices: readonly SimulatedDevice[]): Promise<void> {
  // The test must not search the networks of this computer.
  for (const network of await page.getByRole('checkbox', { checked: true }).all()) {
    await network.uncheck();
  }
  const range = devices.map(({ host, webPort }) => `${host}:${webPort ?? 80}`).join(', ');
  await page.getByLabel('Another range').fill(range);
  await page.getByRole('button', { name: 'Start the search' }).click();
  const found = page.getByRole('table', { name: 'Machines found' }).getByRole('row');
  // With the head.
  await expect(found).toHaveCount(devices.length + 1, { timeout: 30_000 });
}
