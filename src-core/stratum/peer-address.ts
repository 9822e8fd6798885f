/** Where a peer connects from. */
export interface PeerAddress {
  /** An IP address as the system writes it; IPv4 without the prefix that IPv6 sockets show. */
  readonly address: string;
  readonly port: number;
}

/** The peer of an address as a socket gives it. */
export function peerAddress(address: string, port: number): PeerAddress {
  return { address: address.replace(/^::ffff:(?=\d+\.)/i, ''), port };
}
