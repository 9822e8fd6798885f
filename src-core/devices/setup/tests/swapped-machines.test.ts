import { expect, it } from 'vitest';
import { devicesTest, loginOf, placeOf, simulated } from '../../tests/devices-test.ts';

const pools = (user: string) => [{ url: 'stratum+tcp://127.0.0.1:9', user, password: 'p' }];
const MACS = ['02:00:00:00:00:aa', '02:00:00:00:00:bb'] as const;

// macOS has no other loopback address of its own, and the ports of machines are fixed.
it.skipIf(process.platform === 'darwin').each(['goldshell', 'antminer'] as const)(
  'writes nothing to an equal %s that has got its address',
  async (kind) => {
    const test = await devicesTest();
    const first = await simulated({ kind, host: '127.26.1.1', mac: MACS[0], pools: pools('a') });
    const [id = ''] = await test.found([placeOf(first)]);
    const order = { id, worker: 'cellar', keepsOthers: false };
    await test.devices.configure([order], loginOf(first, id));
    expect(test.setup(id)).toMatchObject({ state: 'done', canPutBack: true });
    await test.devices.close();
    await first.close();

    const place = { host: first.host, webPort: first.webPort ?? 0 };
    const other = await simulated({ kind, ...place, mac: MACS[1], pools: pools('b') });
    const later = await devicesTest({ folder: test.folder });
    const logins = loginOf(other, id);
    const isRefused = {
      state: 'failed',
      fault: { kind: 'device', error: { kind: 'another-machine' } },
    };
    await later.devices.putBack([id], logins);
    expect(later.setup(id)).toMatchObject({ kind: 'put-back', ...isRefused });
    await later.devices.configure([order], logins);
    expect(later.setup(id)).toMatchObject({ kind: 'configure', ...isRefused });
    expect(other.pools()).toEqual(pools('b'));
    expect(other.restarts()).toBe(0);
  },
  60_000,
);
