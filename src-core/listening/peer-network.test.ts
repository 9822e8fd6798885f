import { SocketAddress } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasManyAddresses, peerNetwork } from './peer-network.ts';

describe('the network of a peer', () => {
  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001::ffff:1.2.3.4', '2001:0:0:0::/64'],
    ['::1:2:3:4:5', '0:0:0:1::/64'],
    ['2001:db8:1::2%eth0', '2001:db8:1:0::/64'],
  ])('of the IPv6 address %s is its first half', (address, network) => {
    expect(peerNetwork(address)).toBe(network);
    expect(hasManyAddresses(network)).toBe(true);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['fe80::2', 'fe80::2'],
    ['fd12:3456::7', 'fd12:3456::7'],
    ['64:ff9b::c000:207', '64:ff9b::c000:207'],
    ['', ''],
    ['a:b', 'a:b'],
  ])('of %j, which is one computer or no address, is %j', (address, network) => {
    expect(peerNetwork(address)).toBe(network);
    expect(hasManyAddresses(network)).toBe(false);
  });

  it('is the same for any two addresses of a /64, and another for any other', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    // Those of the Internet: 2000::/3.
    const half = fc.tuple(fc.integer({ min: 0x2000, max: 0x3fff }), group, group, group);
    const rest = fc.tuple(group, group, group, group);
    const written = (groups: readonly number[]): string => {
      const address = groups.map((each) => each.toString(16)).join(':');
      return new SocketAddress({ address, family: 'ipv6' }).address;
    };
    fc.assert(
      fc.property(half, half, rest, rest, (one, other, first, second) => {
        const network = peerNetwork(written([...one, ...first]));
        expect(peerNetwork(written([...one, ...second]))).toBe(network);
        const isSame = one.join() === other.join();
        expect(peerNetwork(written([...other, ...first])) === network).toBe(isSame);
      }),
    );
  });
});
