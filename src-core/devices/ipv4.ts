/** IPv4 addresses as numbers from 0 to 2³² − 1, and the networks they are in. Pure. */

/** The addresses that share the first `prefix` bits, 0 … 32. */
export interface Ipv4Network {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/** No leading zeros: some programs read those as octal. */
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const DOTTED = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** The number of a dotted address; null for any other text. */
export function parseIpv4(text: string): number | null {
  if (!DOTTED.test(text)) return null;
  return text.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}

/** The dotted form of an address. */
export function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');
}

/** The network of that prefix which holds the address. */
export function networkOf(address: number, prefix: number): Ipv4Network {
  const size = 2 ** (32 - prefix);
  const first = address - (address % size);
  return { first, last: first + size - 1, prefix };
}

/** Whether a network holds an address. */
export function isWithin({ first, last }: Pick<Ipv4Network, 'first' | 'last'>, address: number) {
  return first <= address && address <= last;
}

/** The network's own address or its broadcast address; a network of one or two addresses has none. */
export function isReserved({ first, last, prefix }: Ipv4Network, address: number): boolean {
  return prefix < 31 && (address === first || address === last);
}

const LOOPBACK = networkOf(0x7f000000, 8);

/**
 * Networks of homes and companies (RFC 1918). Not 169.254.0.0/16: machines get their address by DHCP
 * or have a fixed one (Goldshell 10.10.10.10), and cloud computers keep their secrets at
 * 169.254.169.254. Not 100.64.0.0/10: that is the network of a provider, or of a VPN.
 */
const PRIVATE: readonly Ipv4Network[] = [
  networkOf(0x0a000000, 8),
  networkOf(0xac100000, 12),
  networkOf(0xc0a80000, 16),
];

/** Whether it is in 127.0.0.0/8. */
export function isLoopback(address: number): boolean {
  return isWithin(LOOPBACK, address);
}

/** Whether it is in a network of homes and companies. */
export function isPrivate(address: number): boolean {
  return PRIVATE.some((network) => isWithin(network, address));
}
