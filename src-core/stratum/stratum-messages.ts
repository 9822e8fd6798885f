/**
 * The messages of Kadena's Stratum: one JSON value a line, requests with `id`, `method`, `params`,
 * answers with `id`, `result`, `error` (JSON-RPC 1.0). What a machine sends is parsed here once;
 * what it need not have right (unknown members, missing nulls, extra params, control characters
 * that Goldshell firmware puts into strings, NULs between messages) is forgiven.
 */
import { parsePeerJson } from '../peers/peer-json.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { NAME_LIMIT, USER_LIMIT, cleanName, passwordText, quote } from './peer-text.ts';
import type { StratumError } from './stratum-errors.ts';
import { shareOf } from './share-params.ts';
import type { ShareParams } from './share-params.ts';

/**
 * A request's id as JSON text, echoed as it came: a number, a string or null, of at most
 * {@link ID_LIMIT} characters.
 */
export type RequestId = string;

export interface SubmitRequest extends ShareParams {
  readonly method: 'submit';
  readonly id: RequestId;
}

export type StratumRequest =
  | { readonly method: 'subscribe'; readonly id: RequestId; readonly agent: string | null }
  | {
      readonly method: 'authorize';
      readonly id: RequestId;
      readonly user: string;
      readonly password: string;
    }
  | SubmitRequest
  /** `mining.suggest_difficulty` / `mining.suggest_target`: log2 of the expected hashes. */
  | { readonly method: 'suggest'; readonly id: RequestId; readonly level: number }
  /** `mining.configure` with the extensions asked for. */
  | { readonly method: 'configure'; readonly id: RequestId; readonly extensions: readonly string[] }
  | { readonly method: 'ping' | 'version' | 'extranonce'; readonly id: RequestId }
  /** Nothing but blanks and control characters, or an answer to no question: nothing to do. */
  | { readonly method: 'nothing' };

/** A line that is no request we can serve. */
interface BadRequest {
  /** Null where the line was not even JSON, or its id was none. */
  readonly id: RequestId;
  readonly reason: string;
  /** The line breaks the protocol (no JSON, no method); an unknown method does not. */
  readonly isGarbage: boolean;
  /** It was to submit a share, which is refused in a form of its own. */
  readonly isShare: boolean;
}

/** A line longer than this is read, but costs its sender: those of real machines stay below 400. */
export const LONG_LINE = 4096;
/** Longest id that is echoed; machines count, some send their method's name or a UUID. */
const ID_LIMIT = 64;
/** One share of Bitcoin's "difficulty 1" is 2^32 hashes; Kadena machines count in it as well. */
export const DIFFICULTY_ONE_LEVEL = 32;

/**
 * A share as nearly all machines write it: numeric id, three plain strings. Read by itself it takes
 * a third of the time of the general way, which understands it just the same.
 */
const USUAL_SHARE =
  /^\{"id": ?(0|[1-9]\d{0,14}), ?"method": ?"mining\.submit", ?"params": ?\["([^"\\\u0000-\u001f]*)", ?"([0-9a-f]{1,16})", ?"([0-9a-fx]{1,16})"\]\}$/;

const NUMERIC_ID = /"id"\s*:\s*(-?\d[\d.eE+-]*)/y;
/** Members called `id` that are looked at for how a number was written. */
const ID_LOOKS = 16;
const DECIMAL = /^\d*\.?\d+(e[+-]?\d+)?$/i;

/** Parses one line. Empty lines are no requests: skip them before. */
export function parseRequest(line: string): Result<StratumRequest, BadRequest> {
  const share = USUAL_SHARE.exec(line);
  // Stryker disable next-line ConditionalExpression: the general way reads the same, more slowly
  if (share === null) return parseAnyRequest(line);
  return ok({
    method: 'submit',
    id: share[1]!,
    user: share[2]!,
    jobId: share[3]!,
    nonce2: share[4]!,
  });
}

/** {@link parseRequest} without its fast path. */
export function parseAnyRequest(line: string): Result<StratumRequest, BadRequest> {
  if (isBlank(line)) return ok({ method: 'nothing' });
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return garbage('null', `not a JSON request: ${quote(line)}`);
  }
  const message = value as Record<string, unknown>;
  const method = message['method'];
  const echoed = idText(message['id'], line);
  // A share may be a block, whatever its id is.
  if (echoed === null && method !== 'mining.submit') {
    return garbage('null', BAD_ID);
  }
  const id = echoed ?? 'null';
  const params: readonly unknown[] = Array.isArray(message['params']) ? message['params'] : [];
  const bad = (reason: string): Result<never, BadRequest> =>
    err({ id, reason, isGarbage: false, isShare: method === 'mining.submit' });

  switch (method) {
    case 'mining.submit': {
      const share = shareOf(params);
      if (share !== null) return ok({ method: 'submit', id, ...share });
      return bad('mining.submit needs user, job id and nonce2 as strings');
    }
    case 'mining.subscribe':
      return ok({ method: 'subscribe', id, agent: nameText(params[0]) });
    case 'mining.authorize': {
      const user = nameText(params[0], USER_LIMIT);
      if (user === null) return bad('mining.authorize needs a user name');
      return ok({ method: 'authorize', id, user, password: passwordText(params[1]) });
    }
    case 'mining.suggest_difficulty': {
      const level = Math.log2(numberOf(params[0])) + DIFFICULTY_ONE_LEVEL;
      if (!Number.isFinite(level)) return bad('mining.suggest_difficulty needs a number above 0');
      return ok({ method: 'suggest', id, level });
    }
    case 'mining.suggest_target': {
      const digits = typeof params[0] === 'string' ? params[0].replace(/^0x/i, '') : '';
      if (!/^[0-9a-fA-F]{1,64}$/.test(digits)) {
        return bad('mining.suggest_target needs a target of up to 64 hex digits');
      }
      return ok({ method: 'suggest', id, level: 256 - BigInt(`0x${digits}`).toString(2).length });
    }
    case 'mining.configure': {
      const asked: readonly unknown[] = Array.isArray(params[0]) ? params[0] : [];
      const extensions = asked.filter(
        (name) => typeof name === 'string' && name.length <= NAME_LIMIT,
      ) as string[];
      return ok({ method: 'configure', id, extensions: extensions.slice(0, 32) });
    }
    case 'mining.extranonce.subscribe':
      return ok({ method: 'extranonce', id });
    case 'mining.ping':
      return ok({ method: 'ping', id });
    case 'client.get_version':
      return ok({ method: 'version', id });
    default:
      if (typeof method === 'string') return bad(`unknown method ${quote(method)}`);
      if (message['result'] !== undefined || message['error'] !== undefined) {
        return ok({ method: 'nothing' });
      }
      return garbage(id, 'a request needs a method');
  }
}

function garbage(id: RequestId, reason: string): Result<never, BadRequest> {
  return err({ id, reason, isGarbage: true, isShare: false });
}

/** Another protocol that the first bytes of a peer belong to; null for what may be Stratum. */
export function otherProtocol(firstBytes: Uint8Array): 'http' | 'tls' | null {
  // A TLS record of a handshake begins with 22, 3; no text does.
  if (firstBytes[0] === 22 && firstBytes[1] === 3) return 'tls';
  const text = String.fromCharCode(...firstBytes.subarray(0, 8));
  return /^(GET|POST|HEAD|PUT|OPTIONS|CONNECT|PRI) /.test(text) ? 'http' : null;
}

/** The answer to `mining.configure`: none of Bitcoin's extensions exist here. */
export function configureLine(id: RequestId, extensions: readonly string[]): string {
  return successLine(id, asciiJson(Object.fromEntries(extensions.map((name) => [name, false]))));
}

/** The line of an answer; `result` is JSON. */
export function successLine(id: RequestId, result: string): string {
  return `{"id":${id},"result":${result},"error":null}\n`;
}

/** {@link successLine} with the result `true`: for shares, of fewer pieces. */
export function acceptedLine(id: RequestId): string {
  return `{"id":${id},"result":true,"error":null}\n`;
}

/** The line of an answer without a result, as other requests than shares get it. */
export function refusalLine(id: RequestId, refusal: StratumError): string {
  return `{"id":${id}${refusedTail('null', refusal)}`;
}

/** The answer to a refused share: `false`, as pools send it. Miners that read a truth value break on null. */
export function shareRefusalLine(id: RequestId, refusal: StratumError): string {
  if (refusal.text !== lastRefused?.text || refusal.code !== lastRefused.code) {
    lastRefused = { ...refusal, tail: refusedTail('false', refusal) };
  }
  return `{"id":${id}${lastRefused.tail}`;
}

/** Of the share refused last: most of a flood are refused for the same reason, word for word. */
let lastRefused: (StratumError & { readonly tail: string }) | null = null;

/** What follows the id in an answer with an error. */
function refusedTail(result: 'null' | 'false', { code, text }: StratumError): string {
  return `,"result":${result},"error":[${code},${asciiJson(text)},null]}\n`;
}

/**
 * A value as JSON of ASCII characters alone: all that is sent is ASCII, which firmware with a
 * simple parser understands, and which leaves as it stands, without being encoded.
 */
export function asciiJson(value: unknown): string {
  // Stryker disable next-line ConditionalExpression: JSON.stringify writes the same, more slowly
  if (typeof value === 'string' && PLAIN_TEXT.test(value)) return `"${value}"`;
  const json = JSON.stringify(value);
  return json.replace(
    NOT_ASCII,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text that JSON writes as it is. */
const PLAIN_TEXT = /^[ !#-[\]-~]*$/;
const NOT_ASCII = /[^\0-\x7f]/g;

/** @param targetHex 64 hex digits, most significant first */
export function setTargetLine(targetHex: string): string {
  return `{"id":null,"method":"mining.set_target","params":["${targetHex}"]}\n`;
}

/** The job with its header exactly as the node encodes it. `true`: drop earlier jobs. */
export function notifyLine(jobId: string, headerHex: string): string {
  return `{"id":null,"method":"mining.notify","params":["${jobId}","${headerHex}",true]}\n`;
}

/** Whether a text is a whole request, served or not. */
export function isRequest(text: string): boolean {
  if (!text.includes('"method"')) return false;
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && 'method' in value;
}

/** Nothing but blanks and what cannot be seen. */
function isBlank(line: string): boolean {
  return !/[^\s\p{Cc}\p{Cf}]/u.test(line);
}

function parseJson(line: string): unknown {
  const parsed = parsePeerJson(line);
  if (parsed.ok) return parsed.value;
  if (line.length > LONG_LINE) return undefined;
  // Control characters are what real machines get wrong.
  const mended = parsePeerJson(line.replace(/\p{Cc}/gu, ' '));
  return mended.ok ? mended.value : undefined;
}

const BAD_ID = `the id of a request is a number, a string or null, of up to ${ID_LIMIT} characters`;

/** Null for what is no id. */
function idText(id: unknown, line: string): RequestId | null {
  if (id === undefined || id === null) return 'null';
  if (typeof id === 'string') return id.length <= ID_LIMIT ? asciiJson(id) : null;
  if (typeof id !== 'number') return null;
  const written = writtenId(id, line);
  return written.length <= ID_LIMIT ? written : null;
}

/** A number as it was written: JavaScript's would lose digits above 2^53, and forms like 1e3. */
function writtenId(id: number, line: string): string {
  let at = line.length;
  for (let look = 0; look < ID_LOOKS && at > 0; look++) {
    at = line.lastIndexOf('"id"', at - 1);
    if (at < 0) break;
    NUMERIC_ID.lastIndex = at;
    const digits = NUMERIC_ID.exec(line)?.[1];
    if (digits !== undefined && Number(digits) === id) return digits;
  }
  return JSON.stringify(id);
}

/** A number, or one in quotes as some firmware sends it; NaN for everything else. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.length > NAME_LIMIT) return NaN;
  const text = value.trim();
  return DECIMAL.test(text) ? Number(text) : NaN;
}

function nameText(value: unknown, limit?: number): string | null {
  return typeof value === 'string' ? cleanName(value, limit) : null;
}
