/** Our Stratum server as a pool in a machine's settings. Pure. */
import { ipv4Text, isLoopback, isWithin, parseIpv4 } from '../ipv4.ts';
import { ownAddressFor, ownNetworks } from '../own-networks.ts';
import type { Interfaces } from '../own-networks.ts';
import type { SetupObstacle } from '../device-setup.ts';
import type { Listening } from './stratum-view.ts';

interface OwnPool {
  readonly url: string;
  readonly obstacle: Extract<SetupObstacle, 'no-server' | 'not-listening-there'> | null;
}

export interface OwnPoolFacts {
  readonly interfaces: Interfaces;
  /** Our address on the way to the machine, where it is in none of our networks; null without one. */
  readonly routed: string | null;
  /** Where the server listens; null while it does not. */
  readonly listening: Listening | null;
  /** As the settings have it: `stratumPort`, and `stratumInterface`. */
  readonly port: number;
  readonly listenAt: string;
}

/** The pool for a machine at `host`, and why it would not work there now. */
export function ownPool(host: string, facts: OwnPoolFacts): OwnPool {
  const { interfaces, listening } = facts;
  const nearest = ownAddressFor(interfaces, host) ?? facts.routed;
  if (listening === null) {
    return { url: poolUrl(nearest ?? host, facts.port), obstacle: 'no-server' };
  }
  const address = listensFor(host, nearest, listening.host, facts);
  return {
    url: poolUrl(address ?? nearest ?? listening.host, listening.port),
    obstacle: address === null ? 'not-listening-there' : null,
  };
}

function poolUrl(address: string, port: number): string {
  return `stratum+tcp://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** The address at which the server takes connections of that machine; null where it does not. */
function listensFor(
  host: string,
  nearest: string | null,
  listensAt: string,
  { interfaces, listenAt }: OwnPoolFacts,
): string | null {
  if (listensAt === '::') return listenAt === '!6' ? null : nearest;
  if (listensAt === '0.0.0.0' || listensAt === nearest) return nearest;
  const machine = parseIpv4(host);
  const own = parseIpv4(listensAt);
  if (machine === null || own === null) return null;
  if (isLoopback(own)) return isLoopback(machine) ? ipv4Text(own) : null;
  const reachesIt = ownNetworks(interfaces).some(
    ({ address, network }) => address === own && isWithin(network, machine),
  );
  return reachesIt ? listensAt : null;
}

/** Whether a pool of a machine is this program: its host is this computer's, and so is its port. */
export function isOwnUrl(url: string, interfaces: Interfaces, port: number): boolean {
  const parts = /^(?:[a-z+]+:\/\/)?([\d.]+):(\d+)\/?$/i.exec(url.trim());
  const address = parseIpv4(parts?.[1] ?? '');
  if (address === null || Number(parts?.[2]) !== port) return false;
  return isLoopback(address) || ownNetworks(interfaces).some((own) => own.address === address);
}

/** The name in the address of a pool that has this port, in lower case; null for a number or another port. */
export function namedHost(url: string, port: number): string | null {
  const [host = '', ofPool] = placeOf(url).split(':');
  const isName = /^(?!-)[a-z0-9.-]*[a-z][a-z0-9.-]*$/.test(host);
  return isName && Number(ofPool) === port ? host.replace(/\.$/, '') : null;
}

/** Whether two addresses of pools have one host and port, whatever stands before and after these. */
export function isSamePlace(a: string, b: string): boolean {
  return placeOf(a) === placeOf(b);
}

/** Host and port of a pool's address, as it may be written in several ways. */
function placeOf(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^[a-z0-9+]+:\/\//, '')
    .replace(/\/.*$/, '');
}

/** Whether two addresses of pools are the same one: firmware trims them and changes their case. */
export function isSameUrl(a: string, b: string): boolean {
  const plain = (url: string): string => url.trim().toLowerCase().replace(/\/$/, '');
  return plain(a) === plain(b);
}
