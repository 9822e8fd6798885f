/** Simulated machines are configured over real sockets, mine here, and get their pools back. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startStratumTest } from '../../../tests/stratum-test.ts';
import type { GivenLogins } from '../../devices.ts';
import {
  configure,
  devicesTest,
  find,
  loginOf,
  placeOf,
  simulated,
} from '../../tests/devices-test.ts';
import type { SimulatedDevice } from '../../simulated/start-simulated-device.ts';

const OLD = [
  { url: 'stratum+tcp://127.0.0.1:9', user: 'old.one', password: 'p1' },
  { url: 'stratum+tcp://127.0.0.1:10', user: 'old.two', password: 'p2' },
];

const urls = (machine: SimulatedDevice): readonly string[] => machine.pools().map(({ url }) => url);

// macOS has no other loopback address of its own, and the ports of machines are fixed.
describe.skipIf(process.platform === 'darwin')('work on the pools of a machine', () => {
  it('ends with shares of several machines at once, and puts all of them back', async () => {
    const test = await devicesTest();
    const machines = await Promise.all([
      simulated({ kind: 'goldshell', host: '127.23.0.1', pools: OLD }),
      simulated({ kind: 'old-goldshell', host: '127.23.0.2', pools: OLD }),
      simulated({ kind: 'antminer', host: '127.23.0.3', pools: OLD }),
    ]);
    const ids = await test.found(machines.map(placeOf));
    expect(ids).toHaveLength(3);
    const own = machines.map(placeOf);
    const logins: GivenLogins = Object.fromEntries(
      machines.map(({ password }, at) => [own[at] ?? '', { user: null, password, keep: false }]),
    );
    const plans = await test.devices.plan(own, logins);
    const ourUrl = `stratum+tcp://127.0.0.1:${test.port}`;
    for (const plan of plans) {
      expect(plan).toMatchObject({ url: ourUrl, obstacle: null });
      expect(plan.poolsNow?.map(({ url }) => url)).toEqual(OLD.map(({ url }) => url));
    }
    expect(plans.map(({ worker }) => worker)).toEqual(['kd-box-ii-1', 'kd5-2', 'ka3-3']);
    const orders = plans.map(({ id, worker }) => ({ id, worker, keepsOthers: true }));
    await test.devices.configure(orders, logins);
    for (const [at, machine] of machines.entries()) {
      expect(test.setup(own[at] ?? '')).toMatchObject({
        step: 'waiting-for-share',
        state: 'done',
        canPutBack: true,
      });
      expect(urls(machine)).toEqual([ourUrl, ...OLD.map(({ url }) => url)]);
      expect(machine.mining().active?.accepted).toBeGreaterThan(0);
    }
    await test.devices.putBack(own, logins);
    for (const [at, machine] of machines.entries()) {
      expect(test.setup(own[at] ?? '')).toMatchObject({ state: 'done', canPutBack: false });
      expect(machine.pools()).toEqual(OLD);
    }
  }, 60_000);

  it('writes nothing with a wrong password', async () => {
    const test = await devicesTest();
    const machine = await simulated({ kind: 'antminer', host: '127.23.1.1', pools: OLD });
    const id = await find(test, machine);
    const logins = { [id]: { user: null, password: 'wrong', keep: true } };
    await test.devices.configure([{ id, worker: 'a', keepsOthers: false }], logins);
    expect(test.setup(id)).toMatchObject({
      step: 'reading-pools',
      state: 'failed',
      fault: { kind: 'device', error: { kind: 'password-wrong' } },
      canPutBack: false,
    });
    expect(machine.pools()).toEqual(OLD);
    expect(JSON.stringify(test.events)).not.toContain('wrong"}');
  });

  it('waits for a machine that restarts slowly', async () => {
    const test = await devicesTest();
    const faults = { rebootMs: 3_000 };
    const machine = await simulated({ kind: 'goldshell', host: '127.23.1.2', pools: OLD, faults });
    const id = await configure(test, machine);
    expect(test.setup(id)).toMatchObject({ state: 'done', step: 'waiting-for-share' });
    expect(machine.restarts()).toBe(1);
  }, 60_000);

  it('keeps the pools from before when a write fails half-way, also of a second attempt', async () => {
    const test = await devicesTest();
    const faults = { cutWrite: 'half' } as const;
    const machine = await simulated({ kind: 'goldshell', host: '127.23.1.3', pools: OLD, faults });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const id = await configure(test, machine, { keepsOthers: true });
      expect(test.setup(id)).toMatchObject({
        step: 'writing-pools',
        state: 'failed',
        fault: { kind: 'device' },
        canPutBack: true,
      });
    }
    expect(machine.pools()).not.toEqual(OLD);
    machine.faults.cutWrite = 'no';
    const id = placeOf(machine);
    await test.devices.putBack([id], loginOf(machine, id));
    expect(test.setup(id)).toMatchObject({ kind: 'put-back', state: 'done', canPutBack: false });
    expect(machine.pools()).toEqual(OLD);
  }, 60_000);

  it('notices pools that come back with the restart', async () => {
    const test = await devicesTest();
    const faults = { poolsComeBack: true };
    const machine = await simulated({ kind: 'goldshell', host: '127.23.1.4', pools: OLD, faults });
    const id = await configure(test, machine);
    expect(test.setup(id)).toMatchObject({
      step: 'reading-back',
      fault: {
        kind: 'device',
        error: { kind: 'not-kept', urls: OLD.map(({ url }) => url) },
      },
    });
  }, 60_000);

  it('notices a machine that stays on its other pool', async () => {
    const test = await devicesTest({ times: { connectMs: 1_000 } });
    const other = await startStratumTest();
    other.offer();
    const pools = [{ url: `stratum+tcp://127.0.0.1:${other.port}`, user: 'old', password: 'x' }];
    const faults = { staysOnFailover: true };
    const machine = await simulated({ kind: 'goldshell', host: '127.23.1.5', pools, faults });
    const id = await configure(test, machine, { keepsOthers: true });
    expect(test.setup(id)).toMatchObject({
      step: 'waiting-for-machine',
      fault: { kind: 'on-failover', url: pools[0]?.url, waitedMs: 1_000 },
      canPutBack: true,
    });
  }, 60_000);

  it('is known as cut off after the end of the program, and can be put back then', async () => {
    const first = await devicesTest();
    const faults = { rebootMs: 600_000 };
    const machine = await simulated({ kind: 'goldshell', host: '127.23.1.6', pools: OLD, faults });
    const id = await find(first, machine);
    const done = first.devices.configure(
      [{ id, worker: 'a', keepsOthers: false }],
      loginOf(machine, id),
    );
    await first.event(
      (event) => event.type === 'device-setup' && event.setup.step === 'restarting',
    );
    await first.devices.close();
    await done;
    expect(first.setup(id)).toMatchObject({ state: 'failed', step: 'restarting' });
    // Days later: the machine was switched off and on.
    await machine.close();
    const pools = machine.pools();
    const place = { host: '127.23.1.6', webPort: machine.webPort ?? 0 };
    const again = await simulated({ kind: 'goldshell', ...place, pools });
    const second = await devicesTest({ folder: first.folder });
    expect(second.setup(id)).toMatchObject({
      step: 'restarting',
      state: 'failed',
      fault: { kind: 'device', error: { kind: 'cancelled' } },
      canPutBack: true,
    });
    await second.devices.putBack([id], loginOf(again, id));
    expect(again.pools()).toEqual(OLD);
    await second.devices.close();
    const kept = await readFile(join(first.folder, 'devices.json'), 'utf8');
    expect(kept).not.toContain('old.one');
  }, 60_000);

  it('writes nothing to an equal machine at its address, which is known from then on', async () => {
    const test = await devicesTest();
    const first = await simulated({ kind: 'antminer', host: '127.23.1.13', pools: OLD });
    const id = await configure(test, first);
    await first.close();
    const place = { host: first.host, webPort: first.webPort ?? 0 };
    const mac = '02:00:00:00:00:09';
    const other = await simulated({ kind: 'antminer', ...place, mac, pools: OLD });
    await configure(test, other);
    expect(test.setup(id)).toMatchObject({
      state: 'failed',
      fault: { kind: 'device', error: { kind: 'another-machine' } },
    });
    expect(other.pools()).toEqual(OLD);
    // Neither reported its MAC when it was found.
    expect(await configure(test, other)).toBe(mac);
    expect(test.setup(mac)).toMatchObject({ state: 'done', canPutBack: true });
  }, 60_000);

  it('plans fallbacks as it writes them: without its own pool, and no more than there is room for', async () => {
    const test = await devicesTest();
    const pools = [...OLD, { url: 'stratum+tcp://127.0.0.1:11', user: 'old.three', password: '' }];
    const machine = await simulated({ kind: 'antminer', host: '127.23.1.12', pools });
    const id = await find(test, machine);
    const logins = loginOf(machine, id);
    const [before] = await test.devices.plan([id], logins);
    await configure(test, machine, { keepsOthers: true });
    const [after] = await test.devices.plan([id], logins);
    const kept = urls(machine).slice(1);
    expect(kept).toEqual(OLD.map(({ url }) => url));
    for (const plan of [before, after]) {
      expect(plan?.fallbacks?.map(({ url }) => url)).toEqual(kept);
    }
  }, 60_000);

  it('puts pools back on an old Goldshell that a search met while its web server failed', async () => {
    const test = await devicesTest();
    const machine = await simulated({ kind: 'old-goldshell', host: '127.23.1.12', pools: OLD });
    const id = await configure(test, machine);
    machine.faults.statusFails = true;
    expect(await find(test, machine)).toBe(id);
    machine.faults.statusFails = false;
    await test.devices.putBack([id], loginOf(machine, id));
    expect(test.setup(id)).toMatchObject({ kind: 'put-back', state: 'done' });
    expect(machine.pools()).toEqual(OLD);
  }, 60_000);

  it('gives no machine the name of another, planned or mining here', async () => {
    const test = await devicesTest();
    const machines = [
      await simulated({ kind: 'antminer', host: '127.23.1.8', pools: OLD }),
      await simulated({ kind: 'antminer', host: '127.23.1.9', pools: OLD }),
    ] as const;
    const ids = await test.found(machines.map(placeOf));
    const logins = { ...loginOf(machines[0], ids[0] ?? ''), ...loginOf(machines[1], ids[1] ?? '') };
    const orders = ids.map((id, at) => ({
      id,
      worker: at === 0 ? 'Cellar' : 'cellar',
      keepsOthers: false,
    }));
    for (const attempt of [orders, orders.slice(1)]) {
      await test.devices.configure(attempt, logins);
      expect(test.setup(ids[0] ?? '')).toMatchObject({ state: 'done' });
      expect(test.setup(ids[1] ?? '')).toMatchObject({
        state: 'failed',
        fault: { kind: 'name-taken', worker: 'cellar' },
      });
    }
    const left = machines.find(({ host }) => ids[1]?.startsWith(host));
    expect(left?.pools()).toEqual(OLD);
  }, 60_000);

  it('gives no machine the name of one that was configured and is switched off', async () => {
    const test = await devicesTest();
    const first = await simulated({ kind: 'antminer', host: '127.23.1.12', pools: OLD });
    await configure(test, first, { worker: 'cellar' });
    await first.close();
    const second = await simulated({ kind: 'antminer', host: '127.23.1.13', pools: OLD });
    const id = await configure(test, second, { worker: 'Cellar' });
    expect(test.setup(id)).toMatchObject({ fault: { kind: 'name-taken', worker: 'Cellar' } });
    expect(second.pools()).toEqual(OLD);
  }, 60_000);

  it('does not begin while the server does not run', async () => {
    const test = await devicesTest({ hasServer: false });
    const machine = await simulated({ kind: 'antminer', host: '127.23.1.7', pools: OLD });
    const id = await configure(test, machine);
    expect(test.setup(id)).toMatchObject({
      fault: { kind: 'no-way', obstacle: 'no-server' },
    });
    const [plan] = await test.devices.plan([id], {});
    expect(plan).toMatchObject({ obstacle: 'no-server' });
    expect(machine.pools()).toEqual(OLD);
  });
});
