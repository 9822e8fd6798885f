/** Replies of a route, and content negotiation (by the rules of servant, the node's framework). */
import { toBase64Url } from '../../chainweb/block-hash.ts';

export interface HttpReply {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string | Uint8Array;
}

/** A request whose body has been read. */
export interface PracticeRequest {
  /** GET, POST, …; HEAD counts as GET. */
  readonly method: string;
  /** Decoded parts of the path. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly contentType: string | null;
  readonly accept: string | null;
  readonly body: Buffer;
}

export const JSON_TYPE = 'application/json;charset=utf-8';
/** Headers as objects instead of base64url text. */
export const OBJECT_TYPE = 'application/json;blockheader-encoding=object';
export const BINARY_TYPE = 'application/octet-stream';

/** A reply without a body, as servant sends for 404, 405, 406 and 415. */
export function emptyReply(status: number): HttpReply {
  return { status, contentType: null, body: '' };
}

/** A reply with one of the node's own error texts. */
export function textReply(status: number, text: string): HttpReply {
  return { status, contentType: 'text/plain;charset=utf-8', body: text };
}

/** A reply with `value` as JSON. */
export function jsonReply(status: number, value: unknown, contentType = JSON_TYPE): HttpReply {
  return { status, contentType, body: JSON.stringify(value) };
}

/** The reply for a hash (32 bytes) that is not known. */
export function keyNotFound(hash: Uint8Array): HttpReply {
  return jsonReply(404, { reason: 'key not found', key: toBase64Url(hash) });
}

interface MediaType {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function parseMediaType(text: string): MediaType {
  const [name = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameters = rest.map((part): [string, string] => {
    const [key = '', value = ''] = part.split('=').map((side) => side.trim());
    return [key, value];
  });
  return { name, parameters: new Map(parameters) };
}

/** Whether a body of this content type is read as JSON. Without a content type it is binary. */
export function isJsonBody(contentType: string | null): boolean {
  if (contentType === null) return false;
  const { name, parameters } = parseMediaType(contentType);
  return name === 'application/json' && (parameters.get('charset') ?? 'utf-8') === 'utf-8';
}

/** Whether a body of this content type is read as bytes. */
export function isBinaryBody(contentType: string | null): boolean {
  return contentType === null || parseMediaType(contentType).name === BINARY_TYPE;
}

/**
 * The first of `offers` that the `Accept` header accepts, by descending quality of its ranges; null
 * when it accepts none (406). A range with parameters only accepts offers that have them.
 */
export function negotiate(accept: string | null, offers: readonly string[]): string | null {
  if (accept === null || accept.trim() === '') return offers[0] ?? null;
  const ranges = accept
    .split(',')
    .map(parseMediaType)
    .map((range) => ({ range, quality: Number(range.parameters.get('q') ?? '1') }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { range } of ranges) {
    const found = offers.find((offer) => admits(range, parseMediaType(offer)));
    if (found !== undefined) return found;
  }
  return null;
}

function admits(range: MediaType, offer: MediaType): boolean {
  const [type] = offer.name.split('/');
  if (range.name !== '*/*' && range.name !== `${type}/*` && range.name !== offer.name) return false;
  return [...range.parameters].every(
    ([key, value]) => key === 'q' || offer.parameters.get(key) === value,
  );
}
