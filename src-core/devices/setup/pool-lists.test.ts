import { describe, expect, it } from 'vitest';
import type { DevicePool } from '../device.ts';
import { isOwnUrl, ownPool } from './own-pool.ts';
import { poolsAfter, poolsToKeep } from './pool-lists.ts';
import { proposedWorker } from './worker-name.ts';

const pool = (name: string): DevicePool => ({
  url: `stratum+tcp://${name}:1`,
  user: 'u',
  password: 'x',
});
const OWN = pool('own');
const isOwn = (url: string): boolean => url === OWN.url;
const [A, B, C] = [pool('a'), pool('b'), pool('c')];

describe('the pools of a machine', () => {
  it('are ours alone, or ours before the others as far as there is room', () => {
    const rules = { maxPools: 3, isOwn };
    expect(poolsAfter(OWN, [A, B], { ...rules, keepsOthers: false })).toEqual([OWN]);
    expect(poolsAfter(OWN, [A, B, C], { ...rules, keepsOthers: true })).toEqual([OWN, A, B]);
    expect(poolsAfter(OWN, [OWN, A], { ...rules, keepsOthers: true })).toEqual([OWN, A]);
  });

  it('are kept as they were before the first attempt', () => {
    expect(poolsToKeep(null, [A, B], isOwn)).toEqual([A, B]);
    expect(poolsToKeep([A, B], [OWN], isOwn)).toEqual([A, B]);
    expect(poolsToKeep([A, B], [OWN, A], isOwn)).toEqual([A, B]);
    expect(poolsToKeep([A, B], [], isOwn)).toEqual([A, B]);
    // Entered by hand since.
    const renamed = { ...A, user: 'v' };
    expect(poolsToKeep([A, B], [OWN, renamed], isOwn)).toEqual([renamed]);
    expect(poolsToKeep([A, B], [OWN, C], isOwn)).toEqual([C]);
  });
});

describe('our own pool', () => {
  const info = (address: string, cidr: string) =>
    ({ address, cidr, netmask: '', family: 'IPv4', mac: '', internal: false }) as const;
  const interfaces = {
    lo: [info('127.0.0.1', '127.0.0.1/8')],
    eth0: [info('192.168.1.20', '192.168.1.20/24')],
    eth1: [info('10.0.0.2', '10.0.0.2/8')],
  };
  const at = (
    host: string,
    listening: string | null,
    listenAt = '*',
    routed: string | null = null,
  ) =>
    ownPool(host, {
      interfaces,
      routed,
      listening: listening === null ? null : { host: listening, port: 1917 },
      port: 1918,
      listenAt,
    });

  it.each([
    ['192.168.1.7', '::', '192.168.1.20'],
    ['10.9.9.9', '0.0.0.0', '10.0.0.2'],
    ['192.168.1.7', '192.168.1.20', '192.168.1.20'],
    ['127.0.0.9', '0.0.0.0', '127.0.0.1'],
    ['127.0.0.9', '127.0.0.5', '127.0.0.5'],
  ])('is for %s, with a server at %s, %s', (host, listening, address) => {
    expect(at(host, listening)).toEqual({
      url: `stratum+tcp://${address}:1917`,
      obstacle: null,
    });
  });

  it.each([
    ['192.168.1.7', '10.0.0.2', '*'],
    ['192.168.1.7', '127.0.0.1', '*'],
    ['192.168.1.7', '::1', '*'],
    ['192.168.1.7', '::', '!6'],
    ['172.16.0.1', '::', '*'],
  ])('cannot be reached from %s with a server at %s (%s)', (host, listening, listenAt) => {
    expect(at(host, listening, listenAt).obstacle).toBe('not-listening-there');
  });

  it('of a machine beyond a router is at the address that leads there', () => {
    expect(at('172.16.0.1', '0.0.0.0', '*', '192.168.1.20')).toEqual({
      url: 'stratum+tcp://192.168.1.20:1917',
      obstacle: null,
    });
    expect(at('172.16.0.1', '192.168.1.20', '*', '192.168.1.20').obstacle).toBeNull();
    expect(at('172.16.0.1', '127.0.0.1', '*', '192.168.1.20').obstacle).toBe('not-listening-there');
  });

  it('has the port of the settings while the server does not run', () => {
    expect(at('192.168.1.7', null)).toEqual({
      url: 'stratum+tcp://192.168.1.20:1918',
      obstacle: 'no-server',
    });
  });

  it('is known at any address of this computer', () => {
    for (const host of ['192.168.1.20', '10.0.0.2', '127.0.0.1']) {
      expect(isOwnUrl(`stratum+tcp://${host}:1917`, interfaces, 1917)).toBe(true);
    }
    expect(isOwnUrl('stratum+tcp://192.168.1.20:1918', interfaces, 1917)).toBe(false);
    expect(isOwnUrl('stratum+tcp://192.168.1.21:1917', interfaces, 1917)).toBe(false);
  });
});

describe('a proposed worker name', () => {
  it.each([
    ['Goldshell KD-BOX II', '192.168.1.20', 'kd-box-ii-20'],
    ['Antminer KA3 (173 TH/s)', '10.0.0.3', 'ka3-173-th-s-3'],
    [null, '10.0.0.3', 'goldshell-3'],
    ['Goldshell', '10.0.0.3', 'goldshell-3'],
  ])('of %s at %s is %s', (model, host, name) => {
    const identity = { family: 'goldshell', host, webPort: 80, model, firmware: null, mac: null };
    expect(proposedWorker({ ...identity, family: 'goldshell' }, new Set())).toBe(name);
    expect(proposedWorker({ ...identity, family: 'goldshell' }, new Set([name]))).toBe(`${name}-2`);
  });
});
