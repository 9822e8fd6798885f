/** Machines that get another address stay one machine each, with the id that their history has. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import { NO_DEVICES, reduceDevices } from '../../state/devices/device-list.ts';
import type { DeviceLogin } from '../device.ts';
import type { LoginStore } from '../devices.ts';
import { devicesTest, loginOf, placeOf, simulated } from '../tests/devices-test.ts';
import type { DevicesTest } from '../tests/devices-test.ts';

const MAC = '02:00:00:00:00:77';
const OLD = [{ url: 'stratum+tcp://127.0.0.1:9', user: 'old', password: 'p' }];

/** A machine that was set up, and is at another address now. */
async function moved(
  kind: 'goldshell' | 'antminer',
  hosts: readonly [string, string],
  logins?: LoginStore,
) {
  const test = await devicesTest(logins === undefined ? {} : { logins });
  const first = await simulated({ kind, host: hosts[0], mac: MAC, pools: OLD });
  const [before = ''] = await test.found([placeOf(first)]);
  const { [before]: login } = loginOf(first, before);
  const given = { user: null, password: login?.password ?? '', keep: logins !== undefined };
  const order = { id: before, worker: 'cellar', keepsOthers: false };
  await test.devices.configure([order], { [before]: given });
  const pools = first.pools();
  await first.close();
  return {
    test,
    before,
    given,
    comesBack: () => simulated({ kind, host: hosts[1], mac: MAC, pools }),
  };
}

/** What a screen has of the machines. */
function listed({ events }: DevicesTest) {
  const { devices } = events.reduce((list, event) => reduceDevices(list, event, 0), NO_DEVICES);
  return [...devices.values()].map(({ id, host, formerIds, canPutBack, hasPassword, setup }) => ({
    ...{ id, host, formerIds, canPutBack, hasPassword },
    state: setup?.state ?? null,
  }));
}

function kept(): LoginStore {
  const logins = new Map<string, DeviceLogin>();
  return {
    canKeep: () => true,
    get: (id) => logins.get(id) ?? null,
    keep: (id, login) => void logins.set(id, login),
    forget: (id) => void logins.delete(id),
  };
}

// macOS has no other loopback address of its own, and the ports of machines are fixed.
describe.skipIf(process.platform === 'darwin')('a machine at a new address', () => {
  it.each(['goldshell', 'antminer'] as const)(
    'is known by its MAC as soon as a %s is logged in to, while it is set up too',
    async (kind) => {
      const { test, before, given, comesBack } = await moved(kind, ['127.26.2.1', '127.26.2.2']);
      const machine = await comesBack();
      const [id = ''] = await test.found([placeOf(machine)]);
      expect(id).not.toBe(before);
      const logins = { [id]: given };
      await test.devices.configure([{ id, worker: 'cellar', keepsOthers: false }], logins);
      const known = { id: before, host: machine.host, formerIds: [id], canPutBack: true };
      expect(listed(test)).toMatchObject([{ ...known, state: 'done' }]);
      // By the id that a screen may still have.
      await test.devices.putBack([id], logins);
      expect(machine.pools()).toEqual(OLD);
      expect(listed(test)).toMatchObject([{ id: before, canPutBack: false, state: 'done' }]);
    },
    60_000,
  );

  it('is known by the name it mines under while its old address is silent, with its password', async () => {
    const hosts = ['127.26.2.3', '127.26.2.4'] as const;
    const { test, before, comesBack } = await moved('goldshell', hosts, kept());
    const machine = await comesBack();
    await test.found([placeOf(machine)]);
    await expect.poll(() => machine.mining().active?.accepted ?? 0).toBeGreaterThan(0);
    await test.devices.read(before);
    const known = { id: before, host: machine.host, canPutBack: true, hasPassword: true };
    expect(listed(test)).toMatchObject([known]);
    unwrap(await test.devices.act(before, 'blink', null));
    expect(machine.isBlinking()).toBe(true);
  }, 60_000);

  it('is not taken for another one that mines under that name, of another model', async () => {
    const hosts = ['127.26.2.5', '127.26.2.6'] as const;
    const { test, before } = await moved('goldshell', hosts);
    const url = `stratum+tcp://127.0.0.1:${test.port}`;
    const pools = [{ url, user: 'cellar', password: 'x' }];
    const other = await simulated({ kind: 'antminer', host: hosts[1], pools });
    await test.found([placeOf(other)]);
    await expect.poll(() => other.mining().active?.accepted ?? 0).toBeGreaterThan(0);
    await test.devices.read(before);
    expect(listed(test)).toHaveLength(2);
  }, 60_000);
});
