/**
 * Digest access authentication (RFC 7616, and RFC 2069 for servers without `qop`): the password itself is
 * never sent. MD5 is what machines speak; SHA-256 is there for those that learn it.
 */
import { createHash } from 'node:crypto';

/** What a server demands with a 401. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  readonly algorithm: 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';
  /** `auth` where the server offers it, else null for the form of RFC 2069. */
  readonly qop: 'auth' | null;
  /** The password was right, the nonce too old. */
  readonly isStale: boolean;
  /** The user's name is to be hashed. */
  readonly hashesUser: boolean;
}

interface DigestRequest {
  readonly method: string;
  /** Path and query. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** Random, the client's own. */
  readonly cnonce: string;
  /** How often this nonce was used, from 1. */
  readonly count: number;
}

const ALGORITHMS = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const;
/** Challenges are short; machines send one or two. */
const HEADER_LENGTH = 4_096;

/**
 * The strongest challenge of a `WWW-Authenticate` header that can be answered: SHA-256 before MD5. Null
 * where there is none.
 */
export function digestChallenge(header: string | undefined): DigestChallenge | null {
  const challenges = challengesOf(header)
    .filter(({ scheme }) => scheme === 'digest')
    .map(({ parameters }) => digestOf(parameters))
    .filter((challenge) => challenge !== null);
  return challenges.find(({ algorithm }) => algorithm.startsWith('SHA')) ?? challenges[0] ?? null;
}

interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A parameter, or the name of a scheme, which no `=` follows. */
const PART =
  /([!#$%&'*+.^_`|~\w-]{1,64})(?:\s*=\s*(?:"((?:[^"\\]|\\[^]){0,1024})"|([^\s",]{0,1024})))?/g;

/** The challenges of a `WWW-Authenticate` header. */
export function challengesOf(header: string | undefined): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  const text = Buffer.from((header ?? '').slice(0, HEADER_LENGTH), 'latin1').toString('utf8');
  for (const [whole, name = '', quoted, bare] of text.matchAll(PART)) {
    if (!whole.includes('='))
      challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else {
      const value = quoted?.replace(/\\([^])/g, '$1') ?? bare ?? '';
      challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
    }
  }
  return challenges;
}

function digestOf(parameters: ReadonlyMap<string, string>): DigestChallenge | null {
  const nonce = parameters.get('nonce');
  const reported = (parameters.get('algorithm') ?? 'MD5').toLowerCase();
  const algorithm = ALGORITHMS.find((name) => name.toLowerCase() === reported);
  if (nonce === undefined || algorithm === undefined) return null;
  const qops = parameters
    .get('qop')
    ?.toLowerCase()
    .split(/[\s,]+/);
  if (qops !== undefined && !qops.includes('auth')) return null;
  return {
    realm: parameters.get('realm') ?? '',
    nonce,
    opaque: parameters.get('opaque') ?? null,
    algorithm,
    qop: qops === undefined ? null : 'auth',
    isStale: parameters.get('stale')?.toLowerCase() === 'true',
    hashesUser: parameters.get('userhash')?.toLowerCase() === 'true',
  };
}

/** The `Authorization` header that answers a challenge. */
export function digestAuthorization(challenge: DigestChallenge, request: DigestRequest): string {
  const { realm, nonce, opaque, algorithm, qop, hashesUser } = challenge;
  const { method, uri, user, password, cnonce, count } = request;
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('SHA') ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');

  const isSession = algorithm.endsWith('-sess');
  const secret = hash(`${user}:${realm}:${password}`);
  const key = isSession ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const what = hash(`${method}:${uri}`);
  const nc = count.toString(16).padStart(8, '0');
  const middle = qop === null ? nonce : `${nonce}:${nc}:${cnonce}:${qop}`;
  const response = hash(`${key}:${middle}:${what}`);

  const parts = [
    `username=${quotedText(hashesUser ? hash(`${user}:${realm}`) : user)}`,
    `realm=${quotedText(realm)}`,
    `nonce=${quotedText(nonce)}`,
    `uri=${quotedText(uri)}`,
    `algorithm=${algorithm}`,
    `response="${response}"`,
    ...(qop === null ? [] : [`qop=${qop}`, `nc=${nc}`]),
    ...(qop === null && !isSession ? [] : [`cnonce=${quotedText(cnonce)}`]),
    ...(opaque === null ? [] : [`opaque=${quotedText(opaque)}`]),
    ...(hashesUser ? ['userhash=true'] : []),
  ];
  return `Digest ${parts.join(', ')}`;
}

/** Without what a header cannot carry; its bytes are those of UTF-8. */
function quotedText(text: string): string {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  return `"${bytes.replace(/[\x00-\x1f\x7f]/g, '').replace(/["\\]/g, '\\$&')}"`;
}
