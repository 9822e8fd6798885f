import { expect, it, onTestFinished } from 'vitest';
import { collectedLog } from '../../../tests/collected-log.ts';
import type { DeviceIdentity } from '../../device.ts';
import type { DeviceEvent } from '../../device-events.ts';
import { CGMINER_PORT, IBELINK_PORT } from '../../drivers/cgminer/ask-fields.ts';
import { createDeviceIo } from '../../drivers/device-io.ts';
import { openDriver } from '../../drivers/open-driver.ts';
import { nextLoopbackHost } from '../../drivers/tests/scripted-device.ts';
import { startSimulatedDevice } from '../../simulated/start-simulated-device.ts';
import { createDeviceWatch } from '../device-watch.ts';
import { ownPool } from './made-up-reading.ts';

const OURS = 'stratum+tcp://127.0.0.1:9';

/** A simulated machine that was configured for us, watched when the test says so. */
async function watched(kind: 'goldshell' | 'antminer' | 'ibelink') {
  const device = await startSimulatedDevice({
    kind,
    host: nextLoopbackHost(),
    webPort: 0,
    cgminerPort: kind === 'ibelink' ? IBELINK_PORT : CGMINER_PORT,
    pools: [{ url: OURS, user: 'ours', password: 'x' }],
    retryMs: 100,
  });
  onTestFinished(() => device.close());
  const identity: DeviceIdentity = {
    host: device.host,
    webPort: device.webPort ?? 80,
    family: kind,
    model: null,
    firmware: null,
    mac: null,
  };
  const io = createDeviceIo({ paceMs: 0 });
  onTestFinished(() => io.close());
  const driver = openDriver(identity, io);
  const description = {
    ...identity,
    id: device.mac,
    nameplate: null,
    watts: null,
    powerPlan: null,
    canConfigure: true,
    actions: [],
    canPutBack: false,
    hadNoPool: false,
    hasPowerPlans: false,
    hasPassword: false,
  };
  const events: DeviceEvent[] = [];
  const watch = createDeviceWatch({
    list: () => [{ description, driver, ownPools: ownPool(OURS), boardsSeen: null, isBusy: false }],
    everyMs: () => null,
    onEvent: (event) => events.push(event),
    logger: collectedLog().logger,
  });
  onTestFinished(() => watch.close());
  /** What is wrong after two readings more. */
  const lookTwice = async (): Promise<DeviceEvent | undefined> => {
    await watch.readNow(description.id);
    await watch.readNow(description.id);
    return events.at(-1);
  };
  return { device, lookTwice };
}

it.each(['goldshell', 'antminer', 'ibelink'] as const)(
  'sees hot chips and a fan at rest of a simulated %s, and that they are over',
  async (kind) => {
    const { device, lookTwice } = await watched(kind);
    expect(await lookTwice()).toMatchObject({ type: 'device-read', complaints: [] });
    device.faults.hotChips = true;
    expect(await lookTwice()).toMatchObject({ complaints: [{ kind: 'too-hot' }] });
    device.faults.hotChips = false;
    expect(await lookTwice()).toMatchObject({ complaints: [] });
    device.faults.stoppedFan = true;
    expect(await lookTwice()).toMatchObject({ complaints: [{ kind: 'fan-stopped' }] });
  },
);

it('calls a machine silent that was switched off', async () => {
  const { device, lookTwice } = await watched('goldshell');
  await lookTwice();
  await device.close();
  expect(await lookTwice()).toEqual({
    type: 'device-silent',
    id: device.mac,
    error: { kind: 'unreachable', code: 'ECONNREFUSED', detail: expect.any(String) as string },
  });
});
