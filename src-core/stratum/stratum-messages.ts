/**
 * The messages of Kadena's Stratum: one JSON value a line, requests with `id`, `method`, `params`,
 * answers with `id`, `result`, `error` (JSON-RPC 1.0). What a machine sends is parsed here once;
 * what it need not have right (unknown members, missing nulls, extra params, control characters
 * that Goldshell firmware puts into strings, NULs between messages) is forgiven.
 */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { quote } from './stratum-errors.ts';
import type { Refusal } from './stratum-errors.ts';

/** A request's id as JSON text, echoed as it came: a number, a string, null or anything. */
export type RequestId = string;

export interface SubmitRequest {
  readonly method: 'submit';
  readonly id: RequestId;
  /** As it came: see {@link cleanName}. */
  readonly user: string;
  readonly jobId: string;
  readonly nonce2: string;
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
  /** Nothing but blanks and control characters, or an answer nobody asked for: nothing to do. */
  | { readonly method: 'nothing' };

/** A line that is no request we can serve. */
export interface BadRequest {
  /** Null where the line was not even JSON. */
  readonly id: RequestId;
  readonly reason: string;
  /** The line breaks the protocol (no JSON, no method); an unknown method does not. */
  readonly isGarbage: boolean;
}

/** Longest text of a peer that is kept (agent, user). An account `k:…` has 66 characters. */
const NAME_LIMIT = 128;
/** One share of Bitcoin's "difficulty 1" is 2^32 hashes; Kadena machines count in it as well. */
const DIFFICULTY_ONE_LEVEL = 32;

/**
 * A share as nearly all machines write it: numeric id, three plain strings. Read by itself it takes
 * a third of the time of the general way, which understands it just the same.
 */
const USUAL_SHARE =
  /^\{"id": ?(0|[1-9]\d{0,14}), ?"method": ?"mining\.submit", ?"params": ?\["([^"\\\u0000-\u001f]*)", ?"([0-9a-f]{1,16})", ?"([0-9a-fx]{1,16})"\]\}$/;

const NUMERIC_ID = /"id"\s*:\s*(-?\d[\d.eE+-]*)/g;

/** Parses one line. Empty lines are no requests: skip them before. */
export function parseRequest(line: string): Result<StratumRequest, BadRequest> {
  const share = USUAL_SHARE.exec(line);
  if (share === null) return parseAnyRequest(line);
  return ok({
    method: 'submit',
    id: share[1]!,
    user: share[2]!,
    jobId: share[3]!,
    nonce2: share[4]!,
  });
}

/** {@link parseRequest} without its short way. */
export function parseAnyRequest(line: string): Result<StratumRequest, BadRequest> {
  const value = parseJson(line);
  if (value === undefined && cleanName(line) === '') return ok({ method: 'nothing' });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ id: 'null', reason: `not a JSON request: ${quote(line)}`, isGarbage: true });
  }
  const message = value as Record<string, unknown>;
  const id = idText(message['id'], line);
  const method = message['method'];
  const params: readonly unknown[] = Array.isArray(message['params']) ? message['params'] : [];
  const bad = (reason: string, isGarbage = false): Result<never, BadRequest> =>
    err({ id, reason, isGarbage });

  switch (method) {
    case 'mining.submit': {
      const [user, jobId, nonce2] = params;
      if (typeof jobId !== 'string' || typeof nonce2 !== 'string') {
        return bad('mining.submit needs user, job id and nonce2 as strings');
      }
      return ok({
        method: 'submit',
        id,
        user: typeof user === 'string' ? user : '',
        jobId,
        nonce2,
      });
    }
    case 'mining.subscribe':
      return ok({ method: 'subscribe', id, agent: nameText(params[0]) });
    case 'mining.authorize': {
      const user = nameText(params[0]);
      if (user === null) return bad('mining.authorize needs a user name');
      const password = typeof params[1] === 'string' ? params[1].slice(0, NAME_LIMIT) : '';
      return ok({ method: 'authorize', id, user, password });
    }
    case 'mining.suggest_difficulty': {
      const level = Math.log2(Number(params[0])) + DIFFICULTY_ONE_LEVEL;
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
      const extensions = asked.filter((name) => typeof name === 'string').slice(0, 32);
      return ok({ method: 'configure', id, extensions });
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
      return bad('a request needs a method', true);
  }
}

/** What is wrong with peers that speak something else entirely; null for what may be Stratum. */
export function otherProtocol(firstBytes: Uint8Array): 'http' | 'tls' | null {
  // A TLS record of a handshake begins with 22, 3; no text does.
  if (firstBytes[0] === 22 && firstBytes[1] === 3) return 'tls';
  const text = String.fromCharCode(...firstBytes.subarray(0, 8));
  return /^(GET|POST|HEAD|PUT|OPTIONS|CONNECT|PRI) /.test(text) ? 'http' : null;
}

export function successLine(id: RequestId, result: string): string {
  return `{"id":${id},"result":${result},"error":null}\n`;
}

export function refusalLine(id: RequestId, refusal: Refusal): string {
  return `{"id":${id},"result":null,"error":[${refusal.code},${asciiJson(refusal.text)},null]}\n`;
}

/**
 * A value as JSON of ASCII characters alone: all that is sent is ASCII, which firmware with a
 * simple parser understands, and which leaves as it stands, without being encoded.
 */
export function asciiJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.replace(
    NOT_ASCII,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const NOT_ASCII = /[^\0-\x7f]/g;

/** @param targetHex 64 hex digits, most significant first */
export function setTargetLine(targetHex: string): string {
  return `{"id":null,"method":"mining.set_target","params":["${targetHex}"]}\n`;
}

/** The job with its header exactly as the node encodes it. `true`: drop earlier jobs. */
export function notifyLine(jobId: string, headerHex: string): string {
  return `{"id":null,"method":"mining.notify","params":["${jobId}","${headerHex}",true]}\n`;
}

/** Whether a text is a whole JSON value. */
export function isJson(text: string): boolean {
  return parseJson(text) !== undefined;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Control characters are what real machines get wrong.
    try {
      return JSON.parse(line.replace(/\p{Cc}/gu, ' '));
    } catch {
      return undefined;
    }
  }
}

function idText(id: unknown, line: string): RequestId {
  if (id === undefined) return 'null';
  if (typeof id !== 'number') return asciiJson(id);
  // A number as it was written: JavaScript's would lose digits above 2^53, and forms like 1e3.
  const written = [...line.matchAll(NUMERIC_ID)].findLast(([, digits]) => Number(digits) === id);
  return written?.[1] ?? 'null';
}

function nameText(value: unknown): string | null {
  return typeof value === 'string' ? cleanName(value) : null;
}

/** A peer's name for the screen: no control characters, no blanks around it, 128 characters. */
export function cleanName(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim()
    .slice(0, NAME_LIMIT);
}
