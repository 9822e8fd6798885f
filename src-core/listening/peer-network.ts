/**
 * What limits are counted by: an address, or for IPv6 the network in which one computer can use any
 * address. A limit by address would have no effect there.
 */
import { BlockList, isIPv6 } from 'node:net';

/**
 * Networks in which each address is a computer of its own: the local ones, which the Internet cannot
 * use, IPv4 in IPv6, and IPv4 behind a NAT64 (RFC 6052).
 */
const BY_ADDRESS = new BlockList();
BY_ADDRESS.addSubnet('::', 64, 'ipv6');
BY_ADDRESS.addSubnet('fe80::', 10, 'ipv6');
BY_ADDRESS.addSubnet('fc00::', 7, 'ipv6');
BY_ADDRESS.addSubnet('64:ff9b::', 96, 'ipv6');

const GROUPS = 8;
/** Groups of the network part: a /64, the smallest that a customer gets (RFC 6177). */
const NETWORK_GROUPS = 4;

/**
 * The network of a peer, as a key. An IPv4 address is its own network, also as IPv6 sockets write
 * it (`::ffff:1.2.3.4`), and so is any other text.
 * @param address in the system's spelling
 */
export function peerNetwork(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const [withoutZone = ''] = plain.split('%');
  if (!isIPv6(withoutZone) || BY_ADDRESS.check(withoutZone, 'ipv6')) return plain;
  return `${groupsOf(withoutZone).slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

/** Whether the key of a network stands for more than one address. */
export function hasManyAddresses(network: string): boolean {
  return network.endsWith('/64');
}

function groupsOf(address: string): string[] {
  const [front = [], back = []] = address
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const left = GROUPS - front.length - back.length;
  return [...front, ...Array<string>(Math.max(0, left)).fill('0'), ...back];
}
