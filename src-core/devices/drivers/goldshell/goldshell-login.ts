/**
 * Logging in at a Goldshell. Newer firmware wants the password ciphered, older firmware plain, and the
 * oldest knows no login. The cipher's key is the same in all machines: it hides the password from a
 * glance, not from an attacker.
 */
import { createCipheriv } from 'node:crypto';
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { DeviceLogin } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer } from '../../machine-text.ts';
import { isFields } from '../cgminer/cgminer-json.ts';
import type { MachineLine } from '../reach/machine-line.ts';
import { codeOf, jsonOf } from './goldshell-answers.ts';

/** How a machine takes the password; `none` where it knows no login. */
export type LoginForm = 'ciphered' | 'plain' | 'none';

/** A login that was taken; the token is null where none is needed. */
interface Entry {
  readonly form: LoginForm;
  readonly token: string | null;
}

const USUAL_USER = 'admin';
/** Longer tokens are nonsense; those seen have about 460 characters. */
const TOKEN_LENGTH = 4_096;
const KEY = Buffer.alloc(16, '!');
const BLOCK = 16;

/** The password as newer firmware wants it: AES-128-CBC, no IV, padded with zeros, in hexadecimal. */
export function cipheredPassword(password: string): string {
  const text = Buffer.from(password, 'utf8');
  const padded = Buffer.alloc(Math.ceil(text.length / BLOCK) * BLOCK);
  text.copy(padded);
  const cipher = createCipheriv('aes-128-cbc', KEY, Buffer.alloc(BLOCK)).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('hex');
}

/**
 * Logs in. An unknown firmware gets the ciphered password first, and the plain one where it does not
 * take that; one whose form is known gets that alone.
 * @param known what this machine took before; null for a new one
 */
export async function logIn(
  machine: MachineLine,
  port: number,
  login: DeviceLogin,
  known: LoginForm | null,
): Promise<Result<Entry, DeviceError>> {
  if (known === 'none') return ok({ form: 'none', token: null });
  const forms = known === null ? (['ciphered', 'plain'] as const) : [known];
  let outcome: Outcome = { kind: 'unknown' };
  for (const form of forms) {
    const tried = await tryForm(machine, port, login, form);
    if (!tried.ok) return tried;
    outcome = tried.value;
    if (outcome.kind === 'token') return ok({ form, token: outcome.token });
  }
  if (outcome.kind === 'wrong') return err({ kind: 'password-wrong', answer: outcome.answer });
  return ok({ form: 'none', token: null });
}

type Outcome =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'wrong'; readonly answer: string | null }
  /** Not the answer of a login: this firmware has none in this form. */
  | { readonly kind: 'unknown' };

async function tryForm(
  machine: MachineLine,
  port: number,
  { user, password }: DeviceLogin,
  form: 'ciphered' | 'plain',
): Promise<Result<Outcome, DeviceError>> {
  const sent = form === 'ciphered' ? cipheredPassword(password) : password;
  const query = new URLSearchParams({
    username: user ?? USUAL_USER,
    password: sent,
    cipher: String(form === 'ciphered'),
  });
  const request = { method: 'GET', port, path: `/user/login?${query}` } as const;
  let answer = await machine.http(request);
  // A stray one, as it also comes with right passwords.
  if (answer.ok && answer.value.status === 401) answer = await machine.http(request);
  if (!answer.ok) return answer;
  // The answer may repeat the address that was asked for.
  const secrets = formsOf(password, sent);
  const reported = jsonOf(answer.value);
  const token = isFields(reported) ? reported['JWT Token'] : null;
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) && token.length <= TOKEN_LENGTH) {
    return ok({ kind: 'token', token });
  }
  const code = codeOf(reported);
  if (code !== null) return ok({ kind: 'wrong', answer: quotedAnswer(code, secrets) });
  const { status, body } = answer.value;
  if (status === 401 || status === 403) {
    return ok({ kind: 'wrong', answer: quotedAnswer(body, secrets) || null });
  }
  return ok({ kind: 'unknown' });
}

/** A password in all forms in which an answer may repeat it: as it is, in an address, in JSON. */
function formsOf(password: string, sent: string): readonly string[] {
  const inQuery = new URLSearchParams({ p: password }).toString().slice('p='.length);
  return [
    password,
    encodeURIComponent(password),
    inQuery,
    JSON.stringify(password).slice(1, -1),
    sent,
  ];
}
