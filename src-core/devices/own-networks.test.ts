import { describe, expect, it } from 'vitest';
import { isLoopback, isPrivate, isReserved, isWithin, networkOf, parseIpv4 } from './ipv4.ts';
import {
  isOwnAddress,
  isReservedHere,
  ownAddressFor,
  ownNetworks,
  searchRanges,
} from './own-networks.ts';
import type { Interfaces } from './own-networks.ts';
import { isVirtualInterface } from './virtual-interface.ts';

const info = (address: string, cidr: string | null) =>
  ({ address, cidr, netmask: '', family: 'IPv4', mac: '', internal: false }) as const;
const number = (text: string): number => parseIpv4(text) ?? -1;

describe('an address', () => {
  it.each([
    ['0.0.0.0', 0],
    ['255.255.255.255', 2 ** 32 - 1],
    ['1.2.3.4', 0x01020304],
    ['199.200.249.250', 0xc7c8f9fa],
    ['1.2.3', null],
    ['1.2.3.4.5', null],
    ['1.2.3.4 ', null],
    [' 1.2.3.4', null],
    ['1.2.3.04', null],
    ['1.2.3.256', null],
    ['1.2.3.300', null],
    ['1.2.3.', null],
    ['1a2.3.4', null],
    ['a.b.c.d', null],
  ])('%j is %j', (text, address) => {
    expect(parseIpv4(text)).toBe(address);
  });

  it.each([
    ['10.0.0.0', true, false],
    ['10.255.255.255', true, false],
    ['9.255.255.255', false, false],
    ['11.0.0.0', false, false],
    ['172.16.0.0', true, false],
    ['172.31.255.255', true, false],
    ['172.15.255.255', false, false],
    ['172.32.0.0', false, false],
    ['192.168.0.0', true, false],
    ['192.168.255.255', true, false],
    ['192.169.0.0', false, false],
    ['127.0.0.0', false, true],
    ['127.255.255.255', false, true],
    ['126.255.255.255', false, false],
    ['128.0.0.0', false, false],
  ])('%s is private: %s, and loopback: %s', (text, inHomes, inHere) => {
    expect([isPrivate(number(text)), isLoopback(number(text))]).toEqual([inHomes, inHere]);
  });

  it('is in the network that shares its first bits', () => {
    const network = networkOf(number('192.168.1.77'), 26);
    expect(network).toEqual({
      ...{ first: number('192.168.1.64'), last: number('192.168.1.127'), prefix: 26 },
    });
    const within = [63, 64, 127, 128].map((last) => isWithin(network, number(`192.168.1.${last}`)));
    expect(within).toEqual([false, true, true, false]);
    const reserved = [64, 65, 127].map((last) => isReserved(network, number(`192.168.1.${last}`)));
    expect(reserved).toEqual([true, false, true]);
    // One or two addresses: all can be used.
    for (const prefix of [31, 32]) {
      const { first, last } = networkOf(number('10.0.0.4'), prefix);
      expect([
        isReserved({ first, last, prefix }, first),
        isReserved({ first, last, prefix }, last),
      ]).toEqual([false, false]);
    }
    const two = networkOf(number('10.0.0.4'), 30);
    expect(isReserved(two, two.first)).toBe(true);
  });
});

describe('the networks of this computer', () => {
  const own: Interfaces = {
    eth0: [info('fe80::1', 'fe80::1/64'), info('192.168.1.20', '192.168.1.20/24')],
    eth1: [info('10.0.0.2', null)],
    gone: undefined,
  };

  it('are those of its IPv4 addresses, one without a mask is alone', () => {
    expect(ownNetworks(own)).toEqual([
      {
        ...{ interfaceName: 'eth0', address: number('192.168.1.20') },
        network: networkOf(number('192.168.1.0'), 24),
      },
      {
        ...{ interfaceName: 'eth1', address: number('10.0.0.2') },
        network: networkOf(number('10.0.0.2'), 32),
      },
    ]);
  });

  it('say which addresses are its own, and which are no machine', () => {
    const asked = ['192.168.1.20', '192.168.1.21', '192.168.1.0', '192.168.1.255', '10.0.0.2'];
    const of = (is: (own: Interfaces, address: number) => boolean) =>
      asked.map((text) => is(own, number(text)));
    expect(of(isOwnAddress)).toEqual([true, false, false, false, true]);
    expect(of(isReservedHere)).toEqual([false, false, true, true, false]);
  });

  it('reach no name', () => {
    expect(ownAddressFor(own, 'machine')).toBeNull();
    expect(ownAddressFor({ all: [info('10.0.0.1', '10.0.0.1/0')] }, '')).toBeNull();
    expect(ownAddressFor({ all: [info('10.0.0.1', '10.0.0.1/0')] }, '8.8.8.8')).toBe('10.0.0.1');
  });

  it('are searched once each, the real ones first', () => {
    const ranges = searchRanges({
      tun0: [info('10.8.0.2', '10.8.0.2/24')],
      wlan0: [info('192.168.1.21', '192.168.1.21/23')],
      eth0: [info('192.168.1.20', '192.168.1.20/24'), info('10.0.0.6', '10.0.0.6/31')],
    });
    expect(ranges).toEqual([
      { interfaceName: 'wlan0', range: '192.168.1.0/24', addresses: 253, isVirtual: false },
      { interfaceName: 'eth0', range: '10.0.0.6/31', addresses: 1, isVirtual: false },
      { interfaceName: 'tun0', range: '10.8.0.0/24', addresses: 253, isVirtual: true },
    ]);
  });

  it.each([
    ['eth0', false],
    ['enp3s0', false],
    ['Ethernet', false],
    ['Wi-Fi', false],
    ['wlan0', false],
    ['en0', false],
    ['docker0', true],
    ['br-12ab', true],
    ['vEthernet (WSL)', true],
    ['VirtualBox Host-Only Network', true],
    ['utun3', true],
    ['Tailscale', true],
    ['my vpn', true],
  ])('%s is virtual: %s', (name, isVirtual) => {
    expect(isVirtualInterface(name)).toBe(isVirtual);
  });
});
