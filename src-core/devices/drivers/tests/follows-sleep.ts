/** Whether a driver knows that its machine sleeps, from the answers to what it was asked to do. */
import { expect } from 'vitest';
import type { DeviceControl, DeviceDriver, DeviceLogin } from '../../device.ts';

interface Sleeper {
  readonly driver: Pick<DeviceDriver, 'read'>;
  readonly control: Pick<DeviceControl, 'act' | 'setPowerPlan'>;
  readonly login: DeviceLogin;
  readonly signal: AbortSignal;
  /** A plan that the machine has; it has no plan 9. */
  readonly plan: number;
  /** From then on the machine refuses what it is asked to do. */
  readonly refuse: () => void;
}

/** It sleeps from when it was sent to sleep until it is woken or gets another plan, and not where it refused. */
export async function expectFollowsSleep(sleeper: Sleeper): Promise<void> {
  const { driver, control, login, signal, plan, refuse } = sleeper;
  const isAsleep = async (): Promise<boolean> => {
    const reading = await driver.read(signal);
    return reading.ok && reading.value.isAsleep;
  };
  const after = async (action: 'blink' | 'sleep' | 'wake'): Promise<boolean> => {
    await control.act(login, action, signal);
    return isAsleep();
  };
  expect(await isAsleep()).toBe(false);
  expect(await after('blink')).toBe(false);
  expect(await after('sleep')).toBe(true);
  expect(await after('blink')).toBe(true);
  expect(await after('wake')).toBe(false);
  await after('sleep');
  expect(await control.setPowerPlan(login, 9, signal)).toMatchObject({ ok: false });
  expect(await isAsleep()).toBe(true);
  await control.setPowerPlan(login, plan, signal);
  expect(await isAsleep()).toBe(false);
  refuse();
  expect(await after('sleep')).toBe(false);
}
