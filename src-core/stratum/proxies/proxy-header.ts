/**
 * The header that a proxy sends before all else, to say who connected to it: versions 1 (text) and
 * 2 (binary) of HAProxy's PROXY protocol,
 * https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt, sections 2.1 and 2.2.
 */
import { SocketAddress, isIPv4, isIPv6 } from 'node:net';
import { peerAddress } from '../peer-address.ts';
import type { PeerAddress } from '../peer-address.ts';

/** What the first bytes of a connection are. */
type ProxyHeader =
  /** The beginning of a header, as far as it goes. */
  | { readonly kind: 'incomplete' }
  /** No header, a malformed one or one that is too long. */
  | { readonly kind: 'invalid' }
  /** Its bytes, and who connected; null where the proxy speaks for itself or does not know. */
  | { readonly kind: 'header'; readonly length: number; readonly source: PeerAddress | null };

const INCOMPLETE = { kind: 'incomplete' } as const;
const INVALID = { kind: 'invalid' } as const;

/** Longest header of version 1, with the end of its line. */
const MAX_TEXT_LENGTH = 107;
/** Longest of version 2: what fits into every TCP segment. */
const MAX_BINARY_LENGTH = 536;

const TEXT_START = Buffer.from('PROXY ');
const SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
/** Signature, version and command, family and transport, length of the rest. */
const FIXED_LENGTH = 16;
const TCP_OVER_IPV4 = 0x11;
const TCP_OVER_IPV6 = 0x21;
/** Bytes of the two addresses and ports. Extensions (TLVs) may follow. */
const IPV4_LENGTH = 12;
const IPV6_LENGTH = 36;

/** Reads the header at the beginning of what a connection sent so far. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (beginsLike(bytes, SIGNATURE)) return readBinary(bytes);
  return beginsLike(bytes, TEXT_START) ? readText(bytes) : INVALID;
}

/** Whether bytes are those of version 2, as far as they go. */
export function isProxySignature(firstBytes: Uint8Array): boolean {
  return SIGNATURE.equals(firstBytes.subarray(0, SIGNATURE.length));
}

function beginsLike(bytes: Buffer, start: Buffer): boolean {
  const length = Math.min(bytes.length, start.length);
  return bytes.subarray(0, length).equals(start.subarray(0, length));
}

function readText(bytes: Buffer): ProxyHeader {
  const text = bytes.toString('latin1', 0, MAX_TEXT_LENGTH);
  const end = text.indexOf('\r\n');
  if (end < 0) return bytes.length < MAX_TEXT_LENGTH ? INCOMPLETE : INVALID;
  const length = end + 2;
  const line = text.slice(0, end);
  if (/^PROXY UNKNOWN( |$)/.test(line)) return { kind: 'header', length, source: null };
  const parts = /^PROXY TCP([46]) (\S+) (\S+) (\d{1,5}) (\d{1,5})$/.exec(line);
  if (parts === null) return INVALID;
  const [, family, from = '', to = '', fromPort, toPort] = parts;
  const isAddress = family === '4' ? isIPv4 : isPlainIpv6;
  const port = Number(fromPort);
  if (!isAddress(from) || !isAddress(to) || port > 65_535 || Number(toPort) > 65_535) {
    return INVALID;
  }
  return {
    kind: 'header',
    length,
    source: family === '4' ? peerAddress(from, port) : ipv6Peer(from, port),
  };
}

/** Without a zone, which means something on the proxy's computer alone. */
function isPlainIpv6(text: string): boolean {
  return isIPv6(text) && !text.includes('%');
}

function readBinary(bytes: Buffer): ProxyHeader {
  if (bytes.length < FIXED_LENGTH) return INCOMPLETE;
  const version = bytes[12]! >> 4;
  const command = bytes[12]! & 0xf;
  const transport = bytes[13]!;
  const addressLength = bytes.readUInt16BE(14);
  const length = FIXED_LENGTH + addressLength;
  // Families are unspecified, IPv4, IPv6 and Unix; transports unspecified, stream and datagram.
  const isKnown = transport >> 4 <= 3 && (transport & 0xf) <= 2;
  if (version !== 2 || command > 1 || !isKnown || length > MAX_BINARY_LENGTH) return INVALID;
  if (bytes.length < length) return INCOMPLETE;
  const isOfPeer = command === 1;
  if (isOfPeer && transport === TCP_OVER_IPV4) {
    if (addressLength < IPV4_LENGTH) return INVALID;
    const address = [...bytes.subarray(16, 20)].join('.');
    return { kind: 'header', length, source: peerAddress(address, bytes.readUInt16BE(24)) };
  }
  if (isOfPeer && transport === TCP_OVER_IPV6) {
    if (addressLength < IPV6_LENGTH) return INVALID;
    const address = bytes.toString('hex', 16, 32).replace(/.{4}(?!$)/g, '$&:');
    return { kind: 'header', length, source: ipv6Peer(address, bytes.readUInt16BE(48)) };
  }
  return { kind: 'header', length, source: null };
}

/** In one spelling, whatever the proxy's: limits count by address. */
function ipv6Peer(text: string, port: number): PeerAddress {
  return peerAddress(new SocketAddress({ address: text, family: 'ipv6' }).address, port);
}
