import { expect, it } from 'vitest';
import { ownPoolsOf } from './own-pools.ts';
import type { StratumMachine } from './stratum-view.ts';

const HOST = '192.168.1.40';
const WRITTEN = 'stratum+tcp://192.168.1.20:1917';
const MACHINE: StratumMachine = {
  ...{ session: 1, address: HOST, rig: 'cellar', isAdmitted: true, refusal: null },
  ...{ accepted: 1, refused: 0, difficulty: 1 },
};

/** The pools of a machine at HOST; this computer is `loom`, at these addresses. */
function poolsAt(
  addresses: readonly string[],
  machines: readonly StratumMachine[] = [],
  written: string | null = WRITTEN,
  port: number | null = 1917,
) {
  const family = 'IPv4' as const;
  const more = { family, netmask: '255.255.255.0', mac: '02:00:00:00:00:01', internal: false };
  const interfaces = () => ({
    lan: addresses.map((address) => ({ ...more, address, cidr: `${address}/24` })),
  });
  const listening = () => (port === null ? null : { host: '0.0.0.0', port });
  const view = { listening, machines: () => machines };
  const configured = written === null ? null : { url: written, worker: 'cellar' };
  return ownPoolsOf({ view, interfaces, ownName: 'Loom' })({ host: HOST, configured });
}

it('are all addresses of this computer, and its own names', () => {
  const { isOwn, isStale } = poolsAt(['192.168.1.20', '192.168.1.21']);
  for (const host of ['192.168.1.20', '192.168.1.21', 'LOOM', 'loom.local', 'localhost']) {
    expect(isOwn(`stratum+tcp://${host}:1917`)).toBe(true);
    expect(isOwn(`stratum+tcp://${host}:1918`)).toBe(false);
  }
  expect(isOwn('stratum+tcp://192.168.1.22:1917')).toBe(false);
  expect(isOwn('stratum+tcp://pool.example:1917')).toBe(false);
  expect(isStale).toBe(false);
});

it('are names of others as long as the machine mines here by them', () => {
  const named = 'stratum+tcp://heddle.lan:1917';
  expect(poolsAt(['192.168.1.20']).isOwn(named)).toBe(false);
  expect(poolsAt(['192.168.1.20'], [MACHINE]).isOwn(named)).toBe(true);
  expect(poolsAt(['192.168.1.20'], [{ ...MACHINE, isAdmitted: false }]).isOwn(named)).toBe(false);
  const other = { ...MACHINE, address: '192.168.1.41' };
  expect(poolsAt(['192.168.1.20'], [other]).isOwn(named)).toBe(false);
});

it('are stale after this computer got another address, or the server another port', () => {
  expect(poolsAt(['192.168.1.25']).isStale).toBe(true);
  expect(poolsAt(['192.168.1.20'], [], WRITTEN, 1918).isStale).toBe(true);
  // Nothing says where it will listen.
  expect(poolsAt(['192.168.1.25'], [], WRITTEN, null).isStale).toBe(false);
  expect(poolsAt(['192.168.1.25'], [], null).isStale).toBe(false);
});
