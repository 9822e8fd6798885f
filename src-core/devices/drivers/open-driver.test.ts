import { afterEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import type { DeviceDriver, DeviceIdentity } from '../device.ts';
import { createDeviceIo } from './device-io.ts';
import { openDriver } from './open-driver.ts';
import { ANTMINER, GOLDSHELL } from './tests/made-up-answers.ts';
import { startScriptedDevice } from './tests/scripted-device.ts';
import type { DeviceScript, ScriptedDevice } from './tests/scripted-device.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const never = new AbortController().signal;

async function driverFor(
  script: DeviceScript,
  identity: Pick<DeviceIdentity, 'family' | 'model'>,
): Promise<{ driver: DeviceDriver; device: ScriptedDevice }> {
  const device = await startScriptedDevice(script);
  const io = createDeviceIo({ paceMs: 0 });
  closers.push(
    () => io.close(),
    () => device.close(),
  );
  const { host, webPort } = device;
  const known = { host, webPort, firmware: null, mac: null, ...identity };
  return { driver: openDriver(known, io, () => 1_000), device };
}

describe('reading a Goldshell', () => {
  const identity = { family: 'goldshell', model: 'Goldshell KD-BOX Pro' } as const;
  const { status, ...cgminer } = GOLDSHELL;

  it('reads rates, temperatures, fans and pools, whatever its stats look like', async () => {
    const { driver, device } = await driverFor(
      { web: () => ({ body: status }), cgminer },
      identity,
    );
    expect(unwrap(await driver.read(never))).toEqual({
      atMs: 1_000,
      hashesPerSecond: 2_620_453_247_000,
      averageHashesPerSecond: 2_579_381_867_000,
      boards: [
        {
          number: 1,
          hashesPerSecond: 2_620_453_247_000,
          chipTemperature: 68.5,
          boardTemperature: 59.25,
          hardwareErrors: 3248,
        },
      ],
      fans: [1260, 0],
      hardwareErrors: 3248,
      hardwareErrorShare: 0.001865,
      accepted: 13661,
      rejected: 13,
      uptimeSeconds: 104370,
      pools: [
        {
          url: 'stratum+tcp://192.168.1.20:1917',
          user: 'k:abc.box',
          isActive: false,
          isAlive: true,
        },
        { url: 'stratum+tcp://pool.example:3700', user: 'k:abc', isActive: true, isAlive: true },
      ],
      isAsleep: false,
    });
    expect(device.mostAtOnce).toBe(1);
    expect(device.asked).toEqual([
      'GET /mcb/status',
      '4028 summary',
      '4028 devs',
      '4028 stats',
      '4028 pools',
    ]);
  });

  it('notices that another model answers at its address', async () => {
    const other = { ...status, model: 'Goldshell-KDMax' };
    const { driver } = await driverFor({ web: () => ({ body: other }), cgminer }, identity);
    expect(await driver.read(never)).toEqual({
      ok: false,
      error: { kind: 'another-machine', model: 'Goldshell KD MAX' },
    });
  });
});

describe('reading an Antminer', () => {
  const identity = { family: 'antminer', model: 'Antminer KA3' } as const;

  it('reads its numbered chains', async () => {
    const { driver } = await driverFor({ cgminer: ANTMINER }, identity);
    expect(unwrap(await driver.read(never))).toMatchObject({
      hashesPerSecond: 167_850.1e9,
      averageHashesPerSecond: 166_000.5e9,
      boards: [
        {
          number: 1,
          hashesPerSecond: 56_002.28e9,
          chipTemperature: 63,
          boardTemperature: 52,
          hardwareErrors: 30,
        },
        {
          number: 2,
          hashesPerSecond: 55_900e9,
          chipTemperature: 64,
          boardTemperature: null,
          hardwareErrors: 10,
        },
        {
          number: 3,
          hashesPerSecond: 55_947.82e9,
          chipTemperature: null,
          boardTemperature: null,
          hardwareErrors: 1,
        },
      ],
      fans: [5880, 5940, 0, 5910],
      accepted: 120,
      rejected: 2,
      uptimeSeconds: 2534,
      pools: [{ url: 'stratum+tcp://192.168.1.20:1917', user: 'ka3', isActive: true }],
    });
  });
});
