import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import type { DeviceIdentity, DeviceLogin } from '../device.ts';
import type { DeviceEvent } from '../device-events.ts';
import { createDeviceIo } from '../drivers/device-io.ts';
import type { KnownDevice } from './known-device.ts';
import { openKnownDevices } from './known-devices.ts';
import { createRoster } from './roster.ts';

const KA3: DeviceIdentity = {
  ...{ family: 'antminer', host: '192.168.1.20', webPort: 80, model: 'Antminer KA3' },
  ...{ firmware: '1.0', mac: null },
};
const LOGIN: DeviceLogin = { user: 'root', password: 'secret' };
const POOL = { url: 'stratum+tcp://pool:1', user: 'u', password: 'x' };

async function rosterTest(canKeep = true, inFolder?: string) {
  const folder = inFolder ?? (await mkdtemp(join(tmpdir(), 'heddle-roster-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const io = createDeviceIo();
  onTestFinished(() => io.close());
  // Nothing but a change here makes it look at the file.
  const known = openKnownDevices(folder, collectedLog().logger, 3_600_000);
  onTestFinished(() => known.close());
  const kept = new Map<string, DeviceLogin>();
  const events: DeviceEvent[] = [];
  const roster = createRoster({
    ...{ known, io },
    logins: {
      canKeep: () => canKeep,
      get: (id) => kept.get(id) ?? null,
      keep: (id, login) => void kept.set(id, login),
      forget: (id) => void kept.delete(id),
    },
    onEvent: (event) => events.push(event),
  });
  /** What has been said since it was last asked. */
  const said = () => events.splice(0);
  /** The device with this id, which has to be there. */
  const get = (id: string): KnownDevice => {
    const device = roster.get(id);
    if (device === undefined) throw new Error(`${id} is not known`);
    return device;
  };
  return { roster, known, kept, said, get, folder };
}

const known = (id: string, changes: object = {}) => ({
  ...{ type: 'device-known', device: expect.objectContaining({ id, ...changes }) as unknown },
});

it('describes what is known of a device', async () => {
  const { roster, get } = await rosterTest();
  const described = (identity: Partial<DeviceIdentity>) =>
    roster.describe(get(roster.identified({ ...KA3, ...identity })));
  const all = ['restart', 'blink', 'stop-blinking', 'sleep', 'wake'];
  expect(described({})).toEqual({
    ...{ ...KA3, id: '192.168.1.20', nameplate: { hashesPerSecond: 166e12, watts: 3154 } },
    ...{ watts: null, powerPlan: null, canConfigure: true, actions: all, hasPowerPlans: true },
    ...{ canPutBack: false, hadNoPool: false, hasPassword: false },
  });
  const box = { family: 'goldshell', host: '192.168.1.21', model: 'Goldshell KD5' } as const;
  expect(described(box)).toMatchObject({
    ...{ actions: all.slice(0, 3), canConfigure: true, hasPowerPlans: false },
  });
  const byHand = { family: 'cgminer', host: '192.168.1.22', model: 'Antminer KA3' } as const;
  expect(described(byHand)).toMatchObject({
    ...{ actions: [], canConfigure: false, hasPowerPlans: false },
  });
});

it('says what is kept of a device whenever that changes', async () => {
  const { roster, said } = await rosterTest();
  const id = roster.identified(KA3);
  expect(said()).toEqual([known(id, { watts: null })]);
  const power = { canSleep: false, hasPlans: false };
  unwrap(await roster.change(id, { watts: 3000, poolsBefore: [], power }));
  const off = { hadNoPool: true, canPutBack: true, hasPowerPlans: false };
  expect(said()).toEqual([known(id, { watts: 3000, ...off })]);
  expect(roster.describe(roster.list()[0]!).actions).toEqual(['restart', 'blink', 'stop-blinking']);
  await roster.change(id, { poolsBefore: [POOL] });
  expect(said()).toEqual([known(id, { hadNoPool: false, canPutBack: true })]);
  expect(await roster.change('unknown', { watts: 1 })).toMatchObject({ ok: false });
  roster.forget('unknown');
  expect(said()).toEqual([]);
  roster.forget(id);
  expect(said()).toEqual([{ type: 'device-forgotten', id, mergedInto: null }]);
});

it('says of a device that another is at its address', async () => {
  const { roster, said } = await rosterTest();
  const id = roster.identified(KA3);
  roster.identified({ ...KA3, host: '192.168.1.21' });
  said();
  const model = 'Goldshell KD5';
  const other = roster.identified({ ...KA3, family: 'goldshell', model });
  const error = { kind: 'another-machine', model };
  expect(said()).toEqual([known(other), { type: 'device-silent', id, error }]);
});

it('has one driver for a device, until that is another machine or elsewhere', async () => {
  const { roster, get } = await rosterTest();
  const id = roster.identified(KA3);
  const driver = roster.driver(get(id));
  await roster.change(id, { mac: '02:00:00:00:00:01', watts: 5 });
  expect(roster.driver(get(id))).toBe(driver);
  await roster.change(id, { host: '192.168.1.30' });
  expect(roster.driver(get(id))).not.toBe(driver);
});

it('keeps a login where that was asked for and can be done', async () => {
  const { roster, kept, said } = await rosterTest();
  const id = roster.identified(KA3);
  said();
  roster.loginAccepted(id, null);
  roster.loginAccepted(id, { ...LOGIN, keep: false });
  expect([kept.size, said()]).toEqual([0, []]);
  roster.loginAccepted(id, { ...LOGIN, keep: true });
  expect(kept).toEqual(new Map([[id, LOGIN]]));
  expect(said()).toEqual([known(id, { hasPassword: true })]);
  expect(roster.login(id, undefined)).toEqual(LOGIN);
  const given = { user: null, password: 'other', keep: false };
  expect(roster.login(id, given)).toEqual(given);
  roster.forgetLogin(id);
  expect(said()).toEqual([known(id, { hasPassword: false })]);
  expect(roster.login(id, null)).toBeNull();

  const terminal = await rosterTest(false);
  terminal.roster.identified(KA3);
  terminal.roster.loginAccepted(id, { ...LOGIN, keep: true });
  expect(terminal.kept.size).toBe(0);
});

const NEW = {
  ...{ watts: 1, powerPlan: 'normal', power: { canSleep: true, hasPlans: false }, boardsSeen: 2 },
  ...{ poolsBefore: [POOL], configured: { url: POOL.url, worker: 'b' } },
};
const OLD = {
  ...{
    watts: 9,
    powerPlan: 'low-power',
    power: { canSleep: false, hasPlans: true },
    boardsSeen: 3,
  },
  ...{ poolsBefore: [], configured: { url: POOL.url, worker: 'a' } },
};
const NOTHING = {
  ...{ watts: null, powerPlan: null, power: null, boardsSeen: null, poolsBefore: null },
  configured: null,
};

it.each([
  ['what was kept of it before', OLD, NOTHING, OLD],
  ['what is known of it now', OLD, NEW, NEW],
  ['what is known of it now alone', NOTHING, NEW, NEW],
])('makes one machine of two, with %s', async (_, old, now, expected) => {
  const { roster, known: devices, said, get } = await rosterTest();
  const before = roster.identified({ ...KA3, mac: '02:00:00:00:00:01' });
  await devices.change(before, old);
  const at = { host: '192.168.1.33', model: null, firmware: null };
  const id = roster.identified({ ...KA3, ...at });
  const unfinished = {
    kind: 'configure',
    worker: 'b',
    startedAtMs: 5,
    step: 'restarting',
  } as const;
  await devices.change(id, { ...now, unfinished, identifiedAtMs: 77 });
  said();
  roster.merge(get(before), get(id));
  const merged = {
    ...{ ...KA3, mac: '02:00:00:00:00:01', host: at.host, id: before, identifiedAtMs: 77 },
    ...{ unfinished, ...expected },
  };
  expect(roster.list()).toEqual([merged]);
  // An id that a screen may still have.
  expect(roster.get(id)).toEqual(merged);
  expect(said()).toEqual([
    known(before, { host: at.host }),
    { type: 'device-forgotten', id, mergedInto: before },
  ]);
});

it('keeps the login and the driver of a machine that is merged', async () => {
  const { roster, kept, get } = await rosterTest();
  const before = roster.identified(KA3);
  const id = roster.identified({ ...KA3, host: '192.168.1.33' });
  kept.set(before, { ...LOGIN, password: 'old' });
  roster.loginAccepted(id, { ...LOGIN, keep: true });
  const driver = roster.driver(get(id));
  roster.merge(get(before), get(id));
  expect(kept).toEqual(new Map([[before, LOGIN]]));
  expect(roster.driver(get(id))).toBe(driver);
  roster.loginAccepted(id, { ...LOGIN, password: 'new', keep: true });
  expect(kept).toEqual(new Map([[before, { ...LOGIN, password: 'new' }]]));
  // A machine may be found at that address again.
  expect(roster.identified({ ...KA3, host: '192.168.1.33' })).toBe(before);
});

it('says what another program has changed, and that alone', async () => {
  const here = await rosterTest();
  const [a, b] = [20, 21].map((last) => here.roster.identified({ ...KA3, host: `10.0.0.${last}` }));
  await here.known.change('', {});
  await here.roster.change(a!, {});
  const there = await rosterTest(true, here.folder);
  expect(there.said()).toEqual([known(a!), known(b!)]);
  await there.roster.change(a!, { watts: 5 });
  there.roster.forget(b!);
  await there.known.close();
  here.said();
  await here.roster.change('unknown', {});
  expect(here.said()).toEqual([
    known(a!, { watts: 5 }),
    { type: 'device-forgotten', id: b, mergedInto: null },
  ]);
});
