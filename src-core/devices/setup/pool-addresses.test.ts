import { describe, expect, it } from 'vitest';
import { isOwnUrl, isSamePlace, isSameUrl, namedHost, ownPool } from './own-pool.ts';
import type { OwnPoolFacts } from './own-pool.ts';

const info = (address: string) =>
  ({
    ...{ address, cidr: `${address}/24`, netmask: '', mac: '' },
    ...({ family: 'IPv4', internal: false } as const),
  }) as const;
const interfaces = { eth0: [info('192.168.1.20')], eth1: [info('192.168.1.30')] };

describe('the address of a pool', () => {
  it.each([
    ['192.168.1.20:1917', true],
    ['stratum+tcp://192.168.1.30:1917', true],
    [' STRATUM+TCP://192.168.1.20:1917/ ', true],
    ['tcp://127.0.0.9:1917', true],
    ['192.168.1.20:19170', false],
    ['192.168.1.20:191', false],
    ['192.168.1.20', false],
    ['192.168.1.200:1917', false],
    ['192.168.1.20:1917/path', false],
    ['at 192.168.1.20:1917', false],
    ['://192.168.1.20:1917', false],
    ['a-b://192.168.1.20:1917', false],
    ['', false],
  ])('%j is this program: %s', (url, isOwn) => {
    expect(isOwnUrl(url, interfaces, 1917)).toBe(isOwn);
  });

  it.each([
    ['stratum+tcp://Pool.Example:1917', 'pool.example'],
    [' loom.local.:1917/ ', 'loom.local'],
    ['stratum2+tcp://loom:1917/path', 'loom'],
    ['1a1:1917', '1a1'],
    ['x:1917', 'x'],
    ['a-1.b:1917', 'a-1.b'],
    ['192.168.1.20:1917', null],
    ['-loom:1917', null],
    ['l_oom:1917', null],
    ['löom:1917', null],
    ['loom ö:1917', null],
    ['loom:1918', null],
    ['loom:', null],
    ['loom', null],
    [':1917', null],
    ['', null],
  ])('%j names the host %j', (url, host) => {
    expect(namedHost(url, 1917)).toBe(host);
  });

  it.each([
    ['stratum+tcp://pool:1', 'POOL:1', true, false],
    ['stratum2+tcp://pool:1/a', 'tcp://pool:1/b', true, false],
    [' stratum+tcp://Pool:1/ ', 'stratum+tcp://pool:1', true, true],
    ['pool:1/', 'pool:1', true, true],
    ['pool:1/a/b', 'pool:1/ab', true, false],
    ['pool:1', 'pool:2', false, false],
    ['pool:1', 'pools:1', false, false],
  ])('%j and %j: same place %s, same text %s', (a, b, isPlace, isUrl) => {
    expect([isSamePlace(a, b), isSameUrl(a, b)]).toEqual([isPlace, isUrl]);
  });
});

describe('our own pool', () => {
  const at = (host: string, changes: Partial<OwnPoolFacts>) =>
    ownPool(host, {
      interfaces,
      routed: null,
      listening: null,
      port: 1918,
      listenAt: '*',
      ...changes,
    });
  const listening = (host: string) => ({ listening: { host, port: 1917 } });

  it('is at the address where the server listens, of several in the network of the machine', () => {
    expect(at('192.168.1.7', listening('192.168.1.30'))).toEqual({
      ...{ url: 'stratum+tcp://192.168.1.30:1917', obstacle: null },
    });
    // An address that this computer had.
    expect(at('192.168.1.7', listening('192.168.1.31'))).toEqual({
      ...{ url: 'stratum+tcp://192.168.1.20:1917', obstacle: 'not-listening-there' },
    });
  });

  it('has brackets around an address of IPv6', () => {
    expect(at('172.16.0.1', listening('::1'))).toEqual({
      ...{ url: 'stratum+tcp://[::1]:1917', obstacle: 'not-listening-there' },
    });
  });

  it('is not for a machine at a name', () => {
    expect(at('machine', listening('192.168.1.20')).obstacle).toBe('not-listening-there');
    expect(at('machine', listening('127.0.0.1')).obstacle).toBe('not-listening-there');
  });

  it('has the address of the machine where no way leads to it', () => {
    expect(at('172.16.0.1', {}).url).toBe('stratum+tcp://172.16.0.1:1918');
  });
});
