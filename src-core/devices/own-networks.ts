/** The IPv4 networks that this computer is in, and which of its addresses another one reaches. Pure. */
import type { NetworkInterfaceInfo } from 'node:os';
import { ipv4Text, isPrivate, isReserved, isWithin, networkOf, parseIpv4 } from './ipv4.ts';
import type { Ipv4Network } from './ipv4.ts';
import type { SearchRange } from './devices.ts';
import { isVirtualInterface } from './virtual-interface.ts';

/** As `os.networkInterfaces()` gives them. */
export type Interfaces = Readonly<Partial<Record<string, readonly NetworkInterfaceInfo[]>>>;

interface OwnNetwork {
  readonly interfaceName: string;
  /** Of this computer. */
  readonly address: number;
  readonly network: Ipv4Network;
}

/** A network that is searched unless the user types another one. */
const USUAL_PREFIX = 24;

/** One for each IPv4 address of this computer; an address without a mask is a network of its own. */
export function ownNetworks(interfaces: Interfaces): OwnNetwork[] {
  return Object.entries(interfaces).flatMap(([interfaceName, infos = []]) =>
    infos.flatMap(({ address: text, cidr }) => {
      const address = parseIpv4(text);
      if (address === null) return [];
      const prefix = Number(cidr?.split('/')[1] ?? 32);
      return [{ interfaceName, address, network: networkOf(address, prefix) }];
    }),
  );
}

/** Whether it is an address of this computer. */
export function isOwnAddress(interfaces: Interfaces, address: number): boolean {
  return ownNetworks(interfaces).some((own) => own.address === address);
}

/** Whether one of this computer's networks has it as its own or as its broadcast address. */
export function isReservedHere(interfaces: Interfaces, address: number): boolean {
  return ownNetworks(interfaces).some(({ network }) => isReserved(network, address));
}

/**
 * The address of this computer that a machine reaches: that of the smallest of its networks which
 * holds the machine. Null where none does.
 */
export function ownAddressFor(interfaces: Interfaces, host: string): string | null {
  const address = parseIpv4(host);
  if (address === null) return null;
  const [nearest] = ownNetworks(interfaces)
    .filter(({ network }) => isWithin(network, address))
    .sort((a, b) => b.network.prefix - a.network.prefix);
  return nearest === undefined ? null : ipv4Text(nearest.address);
}

/**
 * The private networks of this computer to search, real interfaces first: the /24 around each of its
 * addresses, or less where the network itself is smaller.
 */
export function searchRanges(interfaces: Interfaces): SearchRange[] {
  const ranges = new Map<string, SearchRange>();
  for (const { interfaceName, address, network } of ownNetworks(interfaces)) {
    if (!isPrivate(address) || network.prefix === 32) continue;
    const { first, last, prefix } = networkOf(address, Math.max(USUAL_PREFIX, network.prefix));
    const range = `${ipv4Text(first)}/${prefix}`;
    if (ranges.has(range)) continue;
    // Without this computer itself.
    const addresses = last - first - (prefix < 31 ? 2 : 0);
    const isVirtual = isVirtualInterface(interfaceName);
    ranges.set(range, { interfaceName, range, addresses, isVirtual });
  }
  return [...ranges.values()].sort((a, b) => Number(a.isVirtual) - Number(b.isVirtual));
}
