/** Where a peer connects from. */
import { isLoopback } from '../listening/loopback.ts';

export interface PeerAddress {
  /** An IP address as the system writes it; IPv4 without the prefix that IPv6 sockets show. */
  readonly address: string;
  readonly port: number;
  /** A proxy reported it; otherwise it is the connection's own. */
  readonly isForwarded?: true;
}

/** The peer of an address as a socket gives it. */
export function peerAddress(address: string, port: number): PeerAddress {
  return { address: address.replace(/^::ffff:(?=\d+\.)/i, ''), port };
}

/**
 * What limits per address count a peer as. A loopback address that a proxy names is another
 * computer's, or made up: it has nothing of what this computer itself is allowed.
 */
export function countedAs({ address, isForwarded }: PeerAddress): string {
  return isForwarded === true && isLoopback(address) ? `forwarded ${address}` : address;
}
