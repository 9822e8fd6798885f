/** The login of Goldshell's web interface. */
import { createDecipheriv, randomBytes } from 'node:crypto';
import type { Machine } from '../machine/machine.ts';
import type { WebAnswer, WebRequest } from '../interfaces/web-server.ts';

export interface LoginForm {
  /** Old firmware has no tokens: everything is open. */
  readonly hasToken: boolean;
  /** The password may come enciphered (`cipher=true`). */
  readonly takesCipher: boolean;
  /** What happens to a password that comes as it is. */
  readonly plainLogin: 'accepted' | 'refused' | 'not-json';
}

export interface GoldshellLogin {
  /** Answers `GET /user/login`. */
  logIn(request: WebRequest): WebAnswer;
  /** Whether a request carries what it must. */
  isAllowed(request: WebRequest): boolean;
}

/** Sixteen exclamation marks: no secret, but the same in every machine. */
const KEY = Buffer.alloc(16, '!');
const IV = Buffer.alloc(16);
const WRONG = { status: 200, body: { code: 1, msg: 'password error' } };

/** Gives out tokens, in the form of login that its firmware has. */
export function createGoldshellLogin(machine: Machine, form: LoginForm): GoldshellLogin {
  const tokens = new Set<string>();
  let asked = 0;
  return {
    logIn({ query }) {
      const given = query.get('password') ?? '';
      const isEnciphered = query.get('cipher') === 'true';
      if (isEnciphered && !form.takesCipher) return WRONG;
      if (!isEnciphered && form.plainLogin === 'not-json') return { status: 200, body: 'error' };
      if (!isEnciphered && form.plainLogin === 'refused') return WRONG;
      const password = isEnciphered ? deciphered(given) : given;
      const isRight = query.get('username') === 'admin' && password === machine.password;
      if (!isRight || machine.faults.refusesPassword) return WRONG;
      if (!form.hasToken) return { status: 200, body: { code: 0, msg: 'success' } };
      const token = madeToken();
      tokens.add(token);
      return { status: 200, body: { 'JWT Token': token } };
    },
    isAllowed({ headers }) {
      if (!form.hasToken) return true;
      asked += 1;
      const { sporadic401 } = machine.faults;
      if (sporadic401 > 0 && asked % sporadic401 === 0) return false;
      const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
      return tokens.has(token);
    },
  };
}

/** The text of hex digits, padded with zeros; null where it is none. */
function deciphered(hex: string): string | null {
  try {
    const decipher = createDecipheriv('aes-128-cbc', KEY, IV).setAutoPadding(false);
    const bytes = Buffer.concat([decipher.update(Buffer.from(hex, 'hex')), decipher.final()]);
    return bytes.toString('utf8').replace(/\0+$/, '');
  } catch {
    return null;
  }
}

/** Three parts as a JWT has them; only this machine ever reads it. */
function madeToken(): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'HS256', typ: 'JWT' });
  return `${head}.${part({ user: 'admin' })}.${randomBytes(32).toString('base64url')}`;
}
