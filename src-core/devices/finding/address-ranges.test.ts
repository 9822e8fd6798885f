import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import { ipv4Text, isLoopback, isPrivate, parseIpv4 } from '../ipv4.ts';
import { ownAddressFor, searchRanges } from '../own-networks.ts';
import type { Interfaces } from '../own-networks.ts';
import { addressesOf, MOST_ADDRESSES, parseRange, parseRanges } from './address-ranges.ts';

/** Interfaces with these addresses, as `192.168.1.20/24`. */
function interfaces(cidrs: Readonly<Record<string, string>>): Interfaces {
  const entries = Object.entries(cidrs).map(([name, cidr]) => {
    const [address = ''] = cidr.split('/');
    const info = { address, cidr, netmask: '', family: 'IPv4', mac: '', internal: false } as const;
    return [name, [info]] as const;
  });
  return Object.fromEntries(entries);
}

const NONE: Interfaces = {};
const hosts = (text: string, own = NONE): string[] =>
  addressesOf(unwrap(parseRanges([text])), own).map(({ host }) => host);

describe('a range of addresses', () => {
  it.each([
    ['192.168.1.0/30', ['192.168.1.1', '192.168.1.2']],
    ['192.168.1.7/31', ['192.168.1.6', '192.168.1.7']],
    ['10.0.0.9/32', ['10.0.0.9']],
    ['192.168.1.10-12', ['192.168.1.10', '192.168.1.11', '192.168.1.12']],
    ['172.16.5.4', ['172.16.5.4']],
    [' 172.16.5.4:65535 ', ['172.16.5.4']],
    ['10.0.0.9-9', ['10.0.0.9']],
    ['10.0.0.254-255', ['10.0.0.254', '10.0.0.255']],
    ['127.0.0.1', ['127.0.0.1']],
  ])('%s has its addresses without those of the network', (text, expected) => {
    expect(hosts(text)).toEqual(expected);
  });

  it('may name the port of the web interface', () => {
    const range = unwrap(parseRanges(['10.0.0.1-2:8080', '10.0.0.2']));
    expect(addressesOf(range, NONE)).toEqual([
      { host: '10.0.0.1', webPort: 8080 },
      { host: '10.0.0.2', webPort: 8080 },
      { host: '10.0.0.2', webPort: 80 },
    ]);
  });

  it.each([
    ['', 'unreadable'],
    ['10.0.0.1/33', 'unreadable'],
    ['10.0.0.01', 'unreadable'],
    ['10.0.0.256', 'unreadable'],
    ['10.0.0.9-8', 'unreadable'],
    ['10.0.0.9-256', 'unreadable'],
    ['10.0.0.1:0', 'unreadable'],
    ['10.0.0.1:65536', 'unreadable'],
    ['fe80::1', 'unreadable'],
    ['example.com', 'unreadable'],
    ['10.0.0.0/21', 'too-large'],
    ['0.0.0.0/0', 'too-large'],
    ['8.8.8.8', 'not-private'],
    ['100.64.0.1', 'not-private'],
    ['169.254.169.254', 'not-private'],
    ['172.32.0.1', 'not-private'],
    ['192.167.255.0/24', 'not-private'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parseRange(text)).toEqual({ ok: false, error: { kind: 'range', text, reason } });
  });

  it('has at most the addresses of a /22, all private or loopback, none twice', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const address = fc.tuple(fc.constantFrom(10, 127, 172, 192, 100, 169, 8), octet, octet, octet);
    const end = fc.oneof(
      fc.constant(''),
      fc.integer({ min: 0, max: 32 }).map((prefix) => `/${prefix}`),
      octet.map((last) => `-${last}`),
    );
    fc.assert(
      fc.property(address, end, (parts, behind) => {
        const range = parseRange(`${parts.join('.')}${behind}`);
        if (!range.ok) return;
        const asked = addressesOf([range.value], NONE).map(({ host }) => parseIpv4(host) ?? -1);
        expect(asked.length).toBeLessThanOrEqual(MOST_ADDRESSES);
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.every(isPrivate) || asked.every(isLoopback)).toBe(true);
      }),
    );
  });

  it('leaves out this computer and what its networks reserve', () => {
    const own = interfaces({ eth0: '192.168.1.2/29' });
    expect(hosts('192.168.1.0-9', own)).toEqual([
      ...['192.168.1.1', '192.168.1.3', '192.168.1.4', '192.168.1.5', '192.168.1.6'],
      ...['192.168.1.8', '192.168.1.9'],
    ]);
    expect(hosts('127.0.0.1', interfaces({ lo: '127.0.0.1/8' }))).toEqual(['127.0.0.1']);
  });
});

it('searches at most four /22 at once', () => {
  const ranges = ['10.0.0.0/22', '10.0.4.0/22', '10.0.8.0/22', '10.0.12.0/22'];
  expect(parseRanges(ranges).ok).toBe(true);
  expect(parseRanges([...ranges, '10.0.16.1'])).toEqual({
    ok: false,
    error: { kind: 'range', text: '10.0.16.1', reason: 'too-many' },
  });
});

describe('the networks of this computer', () => {
  const own = interfaces({
    lo: '127.0.0.1/8',
    docker0: '172.17.0.1/16',
    eth0: '192.168.1.20/24',
    eth1: '10.1.2.3/28',
    wan: '8.8.8.8/24',
    link: '169.254.3.4/16',
    wg0: '10.9.0.1/32',
  });

  it('can be searched: the /24 around each private address, or less', () => {
    expect(searchRanges(own)).toEqual([
      { interfaceName: 'eth0', range: '192.168.1.0/24', addresses: 253, isVirtual: false },
      { interfaceName: 'eth1', range: '10.1.2.0/28', addresses: 13, isVirtual: false },
      { interfaceName: 'docker0', range: '172.17.0.0/24', addresses: 253, isVirtual: true },
    ]);
    for (const { range, addresses } of searchRanges(own)) {
      expect(hosts(range, own)).toHaveLength(addresses);
    }
  });

  it('say which of its addresses a machine reaches', () => {
    expect(ownAddressFor(own, '192.168.1.7')).toBe('192.168.1.20');
    expect(ownAddressFor(own, '10.1.2.9')).toBe('10.1.2.3');
    expect(ownAddressFor(own, '127.0.0.9')).toBe('127.0.0.1');
    expect(ownAddressFor(own, '10.1.3.9')).toBeNull();
    // The smallest network wins.
    const nested = interfaces({ a: '10.0.0.1/8', b: '10.1.2.3/24' });
    expect(ownAddressFor(nested, '10.1.2.9')).toBe('10.1.2.3');
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (address) => {
        expect(parseIpv4(ipv4Text(address))).toBe(address);
      }),
    );
  });
});
