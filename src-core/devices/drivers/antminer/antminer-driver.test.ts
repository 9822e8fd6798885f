import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../result.ts';
import { OURS, never, startWithDriver, THEIRS } from '../tests/simulated-driver.ts';

const FORMS = [
  { modeKey: 'miner-mode', successForm: 'stats' },
  { modeKey: 'bitmain-work-mode', successForm: 'code' },
] as const;

describe('a simulated Antminer', () => {
  it('is read without a password', async () => {
    const { driver } = await startWithDriver({ kind: 'antminer' });
    const reading = unwrap(await driver.read(never));
    expect(reading.boards).toHaveLength(3);
    expect(reading.fans).toHaveLength(4);
    expect(reading.pools[0]).toMatchObject({ user: 'old' });
  });

  it.each(FORMS)('gets its pools and nothing else changed: $modeKey', async (antminer) => {
    const { control, device, login } = await startWithDriver({ kind: 'antminer', antminer });
    const before = device.conf();
    unwrap(await control.setPools(login, [OURS, THEIRS], never));
    expect(device.pools()).toEqual([OURS, THEIRS]);
    expect({ ...device.conf(), pools: null }).toEqual({ ...before, pools: null });
    expect(unwrap(await control.pools(login, never))).toEqual([OURS, THEIRS]);
  });

  it('says that a password is wrong', async () => {
    const { control, device } = await startWithDriver({ kind: 'antminer' });
    const wrong = { user: null, password: 'not-this-one' };
    expect(await control.setPools(wrong, [OURS], never)).toMatchObject({
      ok: false,
      error: { kind: 'password-wrong' },
    });
    expect(device.pools()).toMatchObject([{ user: 'old' }]);
  });

  it.each(FORMS)('blinks, sleeps, wakes and restarts: $modeKey', async (antminer) => {
    const { driver, control, device, login } = await startWithDriver({
      kind: 'antminer',
      antminer,
    });
    unwrap(await control.act(login, 'blink', never));
    expect(device.isBlinking()).toBe(true);
    unwrap(await control.act(login, 'stop-blinking', never));
    expect(device.isBlinking()).toBe(false);
    unwrap(await control.setPowerPlan(login, 3, never));
    unwrap(await control.act(login, 'sleep', never));
    expect(device.power()).toBe('asleep');
    expect(unwrap(await driver.read(never)).isAsleep).toBe(true);
    expect(unwrap(await control.powerPlans(login, never)).current).toBeNull();
    unwrap(await control.act(login, 'wake', never));
    expect(unwrap(await control.powerPlans(login, never)).current).toBe(3);
    unwrap(await control.act(login, 'restart', never));
    expect(device.restarts()).toBeGreaterThan(0);
  });

  it('fails where the connection is cut in a write', async () => {
    const { control, login } = await startWithDriver({
      kind: 'antminer',
      faults: { cutWrite: 'before' },
    });
    expect(await control.setPools(login, [OURS], never)).toMatchObject({
      ok: false,
      error: { kind: 'unreachable' },
    });
  });
});

describe('a simulated iBeLink', () => {
  it('is read and not written', async () => {
    const { driver, device } = await startWithDriver({ kind: 'ibelink' });
    const reading = unwrap(await driver.read(never));
    expect(reading.boards.length).toBeGreaterThan(0);
    expect(reading.boards[0]?.chipTemperature).toBeGreaterThan(0);
    expect(driver.control).toBeNull();
    expect(device.mac).not.toBe('');
  });
});
