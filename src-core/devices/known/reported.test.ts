/** What machines report behind their login, and what becomes of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import type { DeviceIdentity } from '../device.ts';
import type { DeviceEvent } from '../device-events.ts';
import { createDeviceIo } from '../drivers/device-io.ts';
import { never } from '../drivers/tests/simulated-driver.ts';
import { nextLoopbackHost } from '../drivers/tests/scripted-device.ts';
import { startSimulatedDevice } from '../simulated/start-simulated-device.ts';
import type { SimulatedDevice, SimulatedOptions } from '../simulated/start-simulated-device.ts';
import { openKnownDevices } from './known-devices.ts';
import { NO_LOGINS } from './no-logins.ts';
import { createRoster } from './roster.ts';

const [A, B] = ['02:00:00:00:00:0a', '02:00:00:00:00:0b'];

async function started(options: Partial<SimulatedOptions> = {}): Promise<SimulatedDevice> {
  const given = { kind: 'goldshell', host: nextLoopbackHost(), webPort: 0, ...options } as const;
  const device = await startSimulatedDevice(given);
  onTestFinished(() => device.close());
  return device;
}

async function rosterTest() {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-reported-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const io = createDeviceIo({ paceMs: 0 });
  onTestFinished(() => io.close());
  const known = openKnownDevices(folder, collectedLog().logger, 3_600_000);
  onTestFinished(() => known.close());
  const events: DeviceEvent[] = [];
  const roster = createRoster({
    ...{ known, io, logins: NO_LOGINS, onEvent: (event) => events.push(event) },
  });
  const identity = ({ host, webPort }: SimulatedDevice): DeviceIdentity => ({
    ...{
      family: 'goldshell',
      host,
      webPort: webPort ?? 80,
      model: null,
      firmware: null,
      mac: null,
    },
  });
  /** Reads its pools with its password: what is said then, of each device. */
  async function logIn(id: string, { password }: SimulatedDevice) {
    const device = roster.get(id);
    const control = device === undefined ? null : roster.driver(device).control;
    const pools = await control?.pools({ user: null, password }, never);
    events.length = 0;
    if (pools?.ok === true) roster.loginAccepted(id, null);
    else if (pools?.error.kind === 'another-machine') roster.anotherAnswered(id, pools.error.model);
    return { said: events.map(({ type }) => type), ok: pools?.ok };
  }
  return { roster, identity, logIn, events };
}

// macOS has no other loopback address of its own, and the ports of machines are fixed.
describe.skipIf(process.platform === 'darwin')('a machine behind its login', () => {
  it('says its MAC, its model and what its settings offer, each once', async () => {
    const { roster, identity, logIn } = await rosterTest();
    const device = await started({ mac: A, goldshell: { hidesStatus: true } });
    const id = roster.identified(identity(device));
    expect((await logIn(id, device)).said).toEqual(Array(3).fill('device-known'));
    const known = {
      ...{ id, mac: A, model: 'Goldshell KD-BOX II', firmware: '2.2.0', powerPlan: null },
      power: { canSleep: true, hasPlans: true },
    };
    expect(roster.get(id)).toMatchObject(known);
    expect((await logIn(id, device)).said).toEqual([]);
    // A plan of the list takes the place of one that was made by hand.
    const control = roster.driver(roster.get(id)!).control;
    await control?.setPowerPlan({ user: null, password: device.password }, 1, never);
    expect((await logIn(id, device)).said).toEqual(['device-known']);
    expect(roster.get(id)).toMatchObject({ ...known, powerPlan: 'low-power' });
  });

  it('keeps the firmware that was known where it says none there', async () => {
    const { roster, identity, logIn } = await rosterTest();
    const device = await started({ goldshell: { hidesStatus: true }, firmware: '' });
    const id = roster.identified({ ...identity(device), firmware: '1.9' });
    await logIn(id, device);
    expect(roster.get(id)).toMatchObject({ model: 'Goldshell KD-BOX II', firmware: '1.9' });
  });

  it('is the one that had its MAC elsewhere', async () => {
    const { roster, identity, logIn, events } = await rosterTest();
    const device = await started({ mac: A });
    const elsewhere = { ...identity(device), host: '192.168.1.20' };
    const before = roster.identified({ ...elsewhere, mac: A });
    roster.identified({ ...elsewhere, host: '192.168.1.21', mac: B });
    const id = roster.identified(identity(device));
    await logIn(id, device);
    expect(events).toContainEqual({ type: 'device-forgotten', id, mergedInto: before });
    expect(roster.get(id)).toMatchObject({ id: before, host: device.host, mac: A });
    expect(roster.list()).toHaveLength(2);
  });

  it('is another one where it says another MAC, which is known from then on', async () => {
    const { roster, identity, logIn } = await rosterTest();
    const device = await started({ mac: B });
    const model = 'Goldshell KD-BOX II';
    const id = roster.identified({ ...identity(device), model, mac: A });
    expect((await logIn(id, device)).said).toEqual(['device-known', 'device-silent']);
    expect(roster.list()).toMatchObject([
      { id, mac: A },
      { mac: B, model, host: device.host },
    ]);
    // Nothing is new where the same one answers again, or one that has said no MAC.
    expect((await logIn(id, device)).said).toHaveLength(2);
    expect(roster.list()).toHaveLength(2);
    roster.anotherAnswered('unknown', null);
    const unnamed = roster.identified({ ...identity(device), host: '192.168.1.22' });
    roster.anotherAnswered(unnamed, model);
    expect(roster.list()).toHaveLength(3);
  });
});
