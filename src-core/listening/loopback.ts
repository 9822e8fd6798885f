/** Addresses by which a computer reaches itself. */
import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether a text is such an address, in any spelling; false for a name. */
export function isLoopback(text: string): boolean {
  return LOOPBACK.check(text, isIP(text) === 6 ? 'ipv6' : 'ipv4');
}
