/**
 * Which server a request was meant for, and which page sent it. A page anywhere on the Web can make
 * a browser send requests to this computer: to its address, and with a name of its own that
 * resolves to that address (DNS rebinding), in which case it can also read the answers.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { isLoopback } from './loopback.ts';

interface LocalNameOptions {
  /** As configured; see listen-address.ts. */
  readonly interfaceName: string;
  readonly servesLocalPages: boolean;
}

export interface ForeignRequest {
  /** `host`: for a server of another name. `page`: from a page that is not of this server. */
  readonly kind: 'host' | 'page';
  /** The name or the origin, cut to a bounded length, without invisible characters. */
  readonly name: string;
  /** Names that would have been accepted, in addition to addresses. */
  readonly names: readonly string[];
}

const SHOWN = 100;

/** What is wrong with a request; null when it is served. */
export function foreignRequest(
  headers: IncomingHttpHeaders,
  { interfaceName, servesLocalPages }: LocalNameOptions,
): ForeignRequest | null {
  const names = localNames(interfaceName);
  const { host, origin } = headers;
  // Browsers always send it; a request without it is HTTP/1.0.
  if (host !== undefined) {
    const name = nameIn(`http://${host}`);
    if (name === null || (isIP(name) === 0 && !isOneOf(name, names))) {
      return { kind: 'host', name: shown(host), names };
    }
  }
  if (origin !== undefined) {
    const isOwn = host !== undefined && [`http://${host}`, `https://${host}`].includes(origin);
    const name = nameIn(origin);
    const isLocal = name !== null && (isLoopback(name) || isOneOf(name, names));
    if (!isOwn && !(servesLocalPages && isLocal))
      return { kind: 'page', name: shown(origin), names };
    return null;
  }
  // Requests of pages without an origin: pictures, scripts, forms that are sent by GET. Following a link is fine.
  const site = headers['sec-fetch-site'];
  const isPage = (site === 'cross-site' || site === 'same-site') && !servesLocalPages;
  if (isPage && headers['sec-fetch-mode'] !== 'navigate') {
    return { kind: 'page', name: 'another site', names };
  }
  return null;
}

/** `localhost`, this computer's name as it is and in the local network, and the configured one. */
function localNames(interfaceName: string): readonly string[] {
  const own = hostname().toLowerCase();
  const bare = own.replace(/\.local$/, '');
  const isName =
    /[a-z]/i.test(interfaceName) && isIP(interfaceName.replace(/%.*|[[\]]/g, '')) === 0;
  return [
    ...new Set(['localhost', own, bare, `${bare}.local`, ...(isName ? [interfaceName] : [])]),
  ].map((name) => name.toLowerCase().replace(/\.$/, ''));
}

function isOneOf(name: string, names: readonly string[]): boolean {
  return names.includes(name) || name.endsWith('.localhost');
}

/** The host name or address of an origin, in lower case; null when it is none. */
function nameIn(origin: string): string | null {
  if (!URL.canParse(origin)) return null;
  const { username, hostname: name } = new URL(origin);
  // A computer without a name of its own would take it for its own.
  if (username !== '' || name === '') return null;
  return name.replace(/[[\]]/g, '').replace(/\.$/, '');
}

function shown(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, SHOWN) || 'that';
}
