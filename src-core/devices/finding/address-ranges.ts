/** The addresses that a search asks, and those that it never does. Pure. */
import type { DeviceAddress } from '../device.ts';
import type { FindError } from '../devices.ts';
import { ipv4Text, isLoopback, isPrivate, networkOf, parseIpv4 } from '../ipv4.ts';
import { isOwnAddress, isReservedHere } from '../own-networks.ts';
import type { Interfaces } from '../own-networks.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';

/** A /22 without its network and broadcast addresses. */
export const MOST_ADDRESSES = 1022;
/** Of all ranges of one search together: four times a /22. A search of that many takes some minutes. */
export const MOST_IN_ALL = 4 * MOST_ADDRESSES;
const USUAL_WEB_PORT = 80;

/** Addresses from `first` to `last`, as numbers. */
interface AddressRange {
  readonly first: number;
  readonly last: number;
  readonly webPort: number;
}

const RANGE =
  /^(?<address>[\d.]+)(?:\/(?<prefix>0|[1-9]\d?)|-(?<end>0|[1-9]\d{0,2}))?(?::(?<port>[1-9]\d{0,4}))?$/;

/**
 * Reads `a.b.c.d/24`, `a.b.c.d-e` (to `a.b.c.e`) or `a.b.c.d`, each with `:port` for a web interface
 * that is not on port 80. Only private addresses, and loopback ones.
 */
export function parseRange(text: string): Result<AddressRange, FindError> {
  const refused = (reason: Extract<FindError, { kind: 'range' }>['reason']) =>
    err({ kind: 'range', text, reason } as const);
  const parts = RANGE.exec(text.trim())?.groups;
  const address = parseIpv4(parts?.['address'] ?? '');
  const webPort = Number(parts?.['port'] ?? USUAL_WEB_PORT);
  if (parts === undefined || address === null || webPort > 65_535) return refused('unreadable');
  const ends = endsOf(address, parts['prefix'], parts['end']);
  if (ends === null) return refused('unreadable');
  const { first, last } = ends;
  if (last - first >= MOST_ADDRESSES) return refused('too-large');
  const isAllowed =
    (isPrivate(first) && isPrivate(last)) || (isLoopback(first) && isLoopback(last));
  return isAllowed ? ok({ first, last, webPort }) : refused('not-private');
}

/** The first and the last address; null where there is no such range. */
function endsOf(
  address: number,
  prefix: string | undefined,
  end: string | undefined,
): { readonly first: number; readonly last: number } | null {
  if (prefix !== undefined) {
    const bits = Number(prefix);
    if (bits > 32) return null;
    const network = networkOf(address, bits);
    const inside = bits < 31 ? 1 : 0;
    return { first: network.first + inside, last: network.last - inside };
  }
  if (end === undefined) return { first: address, last: address };
  const last = address - (address % 256) + Number(end);
  return Number(end) > 255 || last < address ? null : { first: address, last };
}

/**
 * Every address of these ranges once, in their order: without this computer's own addresses, but for
 * loopback, and without the network and broadcast addresses of its networks.
 */
export function addressesOf(
  ranges: readonly AddressRange[],
  interfaces: Interfaces,
): DeviceAddress[] {
  const addresses = new Map<string, DeviceAddress>();
  for (const { first, last, webPort } of ranges) {
    for (let address = first; address <= last; address += 1) {
      if (isReservedHere(interfaces, address)) continue;
      if (isOwnAddress(interfaces, address) && !isLoopback(address)) continue;
      const host = ipv4Text(address);
      addresses.set(`${host}:${webPort}`, { host, webPort });
    }
  }
  return [...addresses.values()];
}

/** Reads all of them, or says what is wrong with the first that cannot be searched. */
export function parseRanges(texts: readonly string[]): Result<AddressRange[], FindError> {
  const ranges: AddressRange[] = [];
  let addresses = 0;
  for (const text of texts) {
    const range = parseRange(text);
    if (!range.ok) return range;
    addresses += range.value.last - range.value.first + 1;
    if (addresses > MOST_IN_ALL) return err({ kind: 'range', text, reason: 'too-many' });
    ranges.push(range.value);
  }
  return ok(ranges);
}
