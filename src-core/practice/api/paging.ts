/** The parameters of listings: `limit`, `next`, `minheight`, `maxheight`, and a branch's bounds. */
import { parsePeerJson } from '../../peers/peer-json.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';

/** What is wrong with a parameter, in the texts of servant, the node's framework. */
export interface ParameterError {
  readonly reason: string;
}

export interface Paging {
  /** Items requested, at most as many as a page may hold. */
  readonly limit: number;
  /** The cursor of a previous page: at or right after the block with this hash (32 bytes). */
  readonly next: { readonly hash: Uint8Array; readonly inclusive: boolean } | null;
  readonly minHeight: number;
  readonly maxHeight: number | null;
}

/** Parses the query of a listing whose pages hold at most `maxItems`. */
export function parsePaging(
  query: URLSearchParams,
  maxItems: number,
): Result<Paging, ParameterError> {
  const limit = parseNatural(query, 'limit');
  if (!limit.ok) return limit;
  const minHeight = parseNatural(query, 'minheight');
  if (!minHeight.ok) return minHeight;
  const maxHeight = parseNatural(query, 'maxheight');
  if (!maxHeight.ok) return maxHeight;
  const next = parseNext(query.get('next'));
  if (!next.ok) return next;
  return ok({
    limit: Math.min(limit.value ?? maxItems, maxItems),
    next: next.value,
    minHeight: minHeight.value ?? 0,
    maxHeight: maxHeight.value,
  });
}

/** A whole number from 0 up, or null without the parameter. */
export function parseNatural(
  query: URLSearchParams,
  name: string,
): Result<number | null, ParameterError> {
  const text = query.get(name);
  if (text === null) return ok(null);
  if (/^\d{1,15}$/.test(text)) return ok(Number(text));
  return err({
    reason: `Error parsing query parameter ${name} failed: could not parse: \`${text}'`,
  });
}

function parseNext(text: string | null): Result<Paging['next'], ParameterError> {
  if (text === null) return ok(null);
  const wrong = (what: string): Result<never, ParameterError> =>
    err({ reason: `Error parsing query parameter next failed: ${what}` });
  const [kind, ...rest] = text.split(':');
  if (rest.length === 0) return wrong(`missing ':' in next item: "${text}".`);
  if (kind !== 'inclusive' && kind !== 'exclusive')
    return wrong(`unrecognized next item: "${text}".`);
  const hash = parseHash(rest.join(':'));
  if (!hash.ok) return wrong(hash.error.reason);
  return ok({ hash: hash.value, inclusive: kind === 'inclusive' });
}

/** A block hash: base64url of 32 bytes, with or without padding. */
export function parseHash(text: string): Result<Uint8Array, ParameterError> {
  if (!/^[A-Za-z0-9_-]{43}=?$/.test(text)) {
    return err({ reason: `not a block hash: "${text.slice(0, 64)}"` });
  }
  return ok(Uint8Array.from(Buffer.from(text, 'base64url')));
}

/** The hashes whose ancestors are requested, and those whose ancestors are excluded. */
interface BranchBounds {
  readonly upper: readonly Uint8Array[];
  readonly lower: readonly Uint8Array[];
}

/** Parses `{"upper": [hash], "lower": [hash]}`; a list that is missing or null is empty. */
export function parseBranchBounds(body: Buffer): Result<BranchBounds, ParameterError> {
  const parsed = parsePeerJson(body.toString('utf8'));
  if (!parsed.ok) return err({ reason: 'Error in $: not enough input' });
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ reason: 'Error in $: parsing BranchBounds failed, expected Object' });
  }
  const upper = parseHashes('upper' in value ? value.upper : null, '.upper');
  if (!upper.ok) return upper;
  const lower = parseHashes('lower' in value ? value.lower : null, '.lower');
  if (!lower.ok) return lower;
  return ok({ upper: upper.value, lower: lower.value });
}

/** The different hashes of a list, which is missing or null if it is empty. `place` is for the text. */
export function parseHashes(value: unknown, place: string): Result<Uint8Array[], ParameterError> {
  if (value === null || value === undefined) return ok([]);
  if (!Array.isArray(value)) return err({ reason: `Error in $${place}: expected Array` });
  const hashes: Uint8Array[] = [];
  const seen = new Set<string>();
  for (const item of value as readonly unknown[]) {
    const hash = typeof item === 'string' ? parseHash(item) : err({ reason: 'expected String' });
    if (!hash.ok) return err({ reason: `Error in $${place}: ${hash.error.reason}` });
    const key = Buffer.from(hash.value).toString('hex');
    if (!seen.has(key)) hashes.push(hash.value);
    seen.add(key);
  }
  return ok(hashes);
}
