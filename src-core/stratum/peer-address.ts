/** Where a peer connects from. */
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

/** Whether an address means the computer itself. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/**
 * What limits per address count a peer as. A loopback address that a proxy tells is another
 * computer's, or made up: it has nothing of what this computer itself is allowed.
 */
export function countedAs({ address, isForwarded }: PeerAddress): string {
  return isForwarded === true && isLoopback(address) ? `forwarded ${address}` : address;
}
