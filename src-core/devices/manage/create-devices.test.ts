import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import { devicesTest, loginOf, placeOf, simulated } from '../tests/devices-test.ts';
import type { DeviceLogin } from '../device.ts';
import type { DeviceEvent } from '../device-events.ts';
import type { LoginStore } from '../devices.ts';

/** What an operating system would encrypt. */
function loginStore(): LoginStore & { readonly kept: Map<string, DeviceLogin> } {
  const kept = new Map<string, DeviceLogin>();
  return {
    kept,
    canKeep: () => true,
    get: (id) => kept.get(id) ?? null,
    keep: (id, login) => void kept.set(id, login),
    forget: (id) => void kept.delete(id),
  };
}

// macOS has no other loopback address of its own, and the ports of machines are fixed.
describe.skipIf(process.platform === 'darwin')('the devices of this program', () => {
  it('keep a login that was accepted, where that was asked for, until it is forgotten', async () => {
    const logins = loginStore();
    const test = await devicesTest({ logins, hasServer: false });
    const machine = await simulated({ kind: 'antminer', host: '127.25.0.1' });
    const [id = ''] = await test.found([placeOf(machine)]);
    const { password } = machine;
    const blink = (login: (DeviceLogin & { readonly keep: boolean }) | null) =>
      test.devices.act(id, 'blink', login);
    expect(await blink(null)).toMatchObject({ ok: false, error: { kind: 'password-needed' } });
    const wrong = await blink({ user: null, password: 'wrong', keep: true });
    expect(wrong).toMatchObject({ error: { kind: 'password-wrong' } });
    expect(await blink({ user: null, password, keep: false })).toEqual({ ok: true, value: null });
    expect(logins.kept.size).toBe(0);
    await blink({ user: null, password, keep: true });
    expect(logins.get(id)).toEqual({ user: null, password });
    expect(await blink(null)).toEqual({ ok: true, value: null });
    expect(machine.isBlinking()).toBe(true);
    test.devices.forgetLogin(id);
    expect(await blink(null)).toMatchObject({ error: { kind: 'password-needed' } });
    expect(JSON.stringify(test.events)).not.toContain(`"${password}"`);
  });

  it('know the power plan that was read or chosen, also after a restart', async () => {
    const test = await devicesTest({ hasServer: false });
    const machine = await simulated({ kind: 'goldshell', host: '127.25.0.6' });
    const [id = ''] = await test.found([placeOf(machine)]);
    const login = loginOf(machine, id)[id] ?? null;
    const plan = (): unknown =>
      test.events.flatMap((event) => (event.type === 'device-known' ? [event.device] : [])).at(-1)
        ?.powerPlan;
    expect(plan()).toBeNull();
    const { plans } = unwrap(await test.devices.powerPlans(id, login));
    const low = plans.find(({ name }) => name === 'low-power');
    unwrap(await test.devices.setPowerPlan(id, low?.id ?? -1, login));
    expect(plan()).toBe('low-power');
    await test.devices.close();
    const again = await devicesTest({ hasServer: false, folder: test.folder });
    expect(again.events[0]).toMatchObject({ device: { id, powerPlan: 'low-power' } });
    unwrap(await again.devices.act(id, 'wake', login));
    expect(again.events.at(-1)).toMatchObject({ device: { powerPlan: 'normal' } });
  });

  it.each(['goldshell', 'antminer'] as const)(
    'know the power plan that was chosen on the page of a %s once it is set up',
    async (kind) => {
      const test = await devicesTest();
      const machine = await simulated({ kind, host: '127.25.0.10' });
      const [id = ''] = await test.found([placeOf(machine)]);
      const login = loginOf(machine, id);
      const other = await devicesTest({ hasServer: false });
      await other.found([placeOf(machine)]);
      const { plans } = unwrap(await other.devices.powerPlans(id, login[id] ?? null));
      const low = plans.find(({ name }) => name === 'low-power');
      unwrap(await other.devices.setPowerPlan(id, low?.id ?? -1, login[id] ?? null));
      await test.devices.configure([{ id, worker: 'a', keepsOthers: false }], login);
      const known = test.events.flatMap((each) =>
        each.type === 'device-known' ? each.device : [],
      );
      expect(known.at(-1)?.powerPlan).toBe('low-power');
    },
    30_000,
  );

  it('offer sleep and power plans where the machine has them', async () => {
    const test = await devicesTest({ hasServer: false });
    const offered = (id: string) => {
      const said = test.events.flatMap((event) =>
        event.type === 'device-known' ? event.device : [],
      );
      const device = said.findLast((each) => each.id === id);
      return [device?.actions.includes('sleep'), device?.hasPowerPlans];
    };
    // By its model, then by its answers. Its LED is in the settings that have the plans.
    const box = { model: 'Goldshell-KDBoxⅡ', byModel: [false, true] };
    const kd5 = { model: 'Goldshell-KD5', byModel: [false, false] };
    for (const [at, { model, byModel, levels, byAnswers }] of [
      { ...box, levels: [0, 1, 3] as const, byAnswers: [true, true] },
      { ...box, levels: [0] as const, byAnswers: [false, false] },
      { ...kd5, levels: [0, 3] as const, byAnswers: [true, false] },
    ].entries()) {
      const place = { host: `127.25.0.${21 + at}`, model, goldshell: { levels } };
      const machine = await simulated({ kind: 'goldshell', ...place });
      const [id = ''] = await test.found([placeOf(machine)]);
      expect(offered(id)).toEqual(byModel);
      unwrap(await test.devices.act(id, 'blink', loginOf(machine, id)[id] ?? null));
      expect(offered(id)).toEqual(byAnswers);
    }
    const antminer = await simulated({ kind: 'antminer', host: '127.25.0.24' });
    const [id = ''] = await test.found([placeOf(antminer)]);
    expect(offered(id)).toEqual([true, true]);
    await test.devices.close();
    const again = await devicesTest({ hasServer: false, folder: test.folder });
    expect(again.events[1]).toMatchObject({ device: { hasPowerPlans: false } });
  });

  it('offer to wake a machine of any model that says that it sleeps', async () => {
    const test = await devicesTest({ hasServer: false });
    const machine = await simulated({
      kind: 'goldshell',
      model: 'Goldshell-KD5',
      host: '127.25.0.25',
    });
    const [id = ''] = await test.found([placeOf(machine)]);
    const isWakeable = (event: DeviceEvent): boolean =>
      event.type === 'device-known' && event.device.actions.includes('wake');
    unwrap(await test.devices.act(id, 'sleep', loginOf(machine, id)[id] ?? null));
    // As if it had been sent to sleep at its web page: nothing of its settings was read here.
    await test.devices.close();
    await rm(join(test.folder, 'devices.json'));
    const again = await devicesTest({ hasServer: false, folder: test.folder });
    await again.found([placeOf(machine)]);
    expect(again.events.some(isWakeable)).toBe(false);
    await again.devices.read(id);
    expect(again.events.some(isWakeable)).toBe(true);
  });

  it('are not acted on while their pools are changed, nor configured twice at once', async () => {
    const test = await devicesTest({ times: { connectMs: 500 } });
    const machine = await simulated({ kind: 'antminer', host: '127.25.0.2' });
    const [id = ''] = await test.found([placeOf(machine)]);
    const orders = [{ id, worker: 'a', keepsOthers: false }];
    const logins = loginOf(machine, id);
    const done = test.devices.configure(orders, logins);
    expect(await test.devices.act(id, 'restart', null)).toMatchObject({ error: { kind: 'busy' } });
    await test.devices.configure(orders, logins);
    test.devices.forget(id);
    await done;
    const begun = test.events.filter(
      (event) => event.type === 'device-setup' && event.setup.step === 'reading-pools',
    );
    expect(begun).toHaveLength(1);
    expect(test.events.some(({ type }) => type === 'device-forgotten')).toBe(false);
    test.devices.forget(id);
    expect(test.events).toContainEqual({ type: 'device-forgotten', id, mergedInto: null });
  });

  it.each([true, false])('ask who talks Stratum what it is, if allowed: %s', async (allowed) => {
    const test = await devicesTest({ identifyMachines: allowed });
    const host = allowed ? '127.25.0.3' : '127.25.0.4';
    // Where the web interface is, is not known: its other interface says what it is.
    const url = `stratum+tcp://127.0.0.1:${test.port}`;
    const pools = [{ url, user: 'me.rig', password: 'x' }];
    const machine = await simulated({ kind: 'ibelink', host, pools });
    if (allowed) {
      await test.event((event) => event.type === 'device-known' && event.device.host === host);
    } else {
      const heard = test.devices;
      await expect.poll(() => machine.mining().active?.accepted ?? 0).toBeGreaterThan(0);
      heard.configChanged();
    }
    expect(machine.traffic.requests.length > 0).toBe(allowed);
  });

  it.each([0, 3_600])('read machines when they are found, watched each %i s', async (seconds) => {
    const test = await devicesTest({
      ...{ hasServer: false, readsFound: true, watchMachines: seconds },
    });
    const hosts = [7, 8, 9].map((last) => `127.25.${seconds > 0 ? 1 : 0}.${last}`);
    const machines = await Promise.all(hosts.map((host) => simulated({ kind: 'antminer', host })));
    for (const id of await test.found(machines.map(placeOf))) {
      const read = await test.event((event) => event.type === 'device-read' && event.id === id);
      expect(read).toMatchObject({ reading: { fans: { length: 4 } } });
    }
  });

  it('follow what a command in a terminal does with the same data folder', async () => {
    const app = await devicesTest({ hasServer: false });
    const command = await devicesTest({ folder: app.folder });
    const machine = await simulated({ kind: 'antminer', host: '127.25.0.8' });
    const [id = ''] = await command.found([placeOf(machine)]);
    const known = (canPutBack: boolean) =>
      app.event((e) => e.type === 'device-known' && e.device.canPutBack === canPutBack);
    const logins = loginOf(machine, id);
    await command.devices.configure([{ id, worker: 'a', keepsOthers: false }], logins);
    await known(true);
    app.events.length = 0;
    await command.devices.putBack([id], logins);
    await known(false);
    command.devices.forget(id);
    expect(await app.event(({ type }) => type === 'device-forgotten')).toMatchObject({ id });
  });

  it('keep how many boards hashed in a machine', async () => {
    const test = await devicesTest();
    const pools = [{ url: `stratum+tcp://127.0.0.1:${test.port}`, user: 'a', password: 'x' }];
    const machine = await simulated({ kind: 'antminer', host: '127.25.0.9', pools });
    const [id = ''] = await test.found([placeOf(machine)]);
    const kept = async (): Promise<unknown> => {
      await test.devices.read(id);
      return JSON.parse(await readFile(join(test.folder, 'devices.json'), 'utf8'));
    };
    await expect.poll(kept).toMatchObject({ devices: [{ id, boardsSeen: 3 }] });
  });

  it('show a machine that can only be configured by hand as that', async () => {
    const test = await devicesTest();
    await simulated({ kind: 'ibelink', host: '127.25.0.5' });
    const [id = ''] = await test.found(['127.25.0.5']);
    const [plan] = await test.devices.plan([id], {});
    expect(plan).toMatchObject({ obstacle: 'by-hand', worker: 'bm-k1-5' });
    expect(plan?.poolsNow).not.toBeNull();
    expect(plan?.noWay).toBeNull();
    await test.devices.close();
    const alone = await devicesTest({ hasServer: false, folder: test.folder });
    const [early] = await alone.devices.plan([id], {});
    expect(early).toMatchObject({ obstacle: 'by-hand', noWay: 'no-server' });
  });
});
