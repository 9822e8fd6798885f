/** How a Goldshell takes a password, whatever firmware it has. */
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type { MachineAnswer, MachineLine } from '../reach/machine-line.ts';
import { cipheredPassword, logIn } from './goldshell-login.ts';
import type { LoginForm } from './goldshell-login.ts';

type Said = Partial<MachineAnswer> | DeviceError;

/** A machine that gives these answers one after the other, and what it was asked. */
function machine(...answers: readonly Said[]) {
  const left = [...answers];
  const asked: string[] = [];
  const line: MachineLine = {
    http({ method, port, path }) {
      asked.push(`${method} ${port} ${path}`);
      const said = left.shift() ?? {};
      if ('kind' in said) return Promise.resolve(err(said));
      return Promise.resolve(ok({ status: 200, headers: {}, body: '', ...said }));
    },
    cgminer: () => Promise.reject(new Error('not asked')),
    goGently: () => undefined,
  };
  return { line, asked };
}

const TOKEN = { body: '{"JWT Token":"abc"}' };
const CIPHERED = cipheredPassword('se&c');
const CIPHERED_REQUEST = `GET 80 /user/login?username=admin&password=${CIPHERED}&cipher=true`;
const PLAIN_REQUEST = 'GET 80 /user/login?username=admin&password=se%26c&cipher=false';

async function loggedIn(known: LoginForm | null, ...answers: readonly Said[]) {
  const { line, asked } = machine(...answers);
  const entry = await logIn(line, 80, { user: null, password: 'se&c' }, known);
  return { asked, entry: entry.ok ? entry.value : entry.error };
}

describe('logging in at a Goldshell', () => {
  it('sends the password ciphered first', async () => {
    expect(await loggedIn(null, TOKEN)).toEqual({
      asked: [CIPHERED_REQUEST],
      entry: { form: 'ciphered', token: 'abc' },
    });
    expect(CIPHERED).toMatch(/^[0-9a-f]{32}$/);
    expect(cipheredPassword('x'.repeat(17))).toMatch(/^[0-9a-f]{64}$/);
    expect(cipheredPassword('x'.repeat(16))).toMatch(/^[0-9a-f]{32}$/);
    // By openssl enc -aes-128-cbc -nopad, with a key of 21… and an IV of 00….
    expect(cipheredPassword('123456789')).toBe('bbad7537f4c8b6ea31eea0b3d760e257');
  });

  it.each([
    ['a code', { body: '{"code":1,"msg":"password error"}' }],
    ['a page', { body: '<html>' }],
    ['403', { status: 403 }],
  ])('sends it plain where the ciphered one is answered with %s', async (_, first) => {
    expect(await loggedIn(null, first, TOKEN)).toEqual({
      asked: [CIPHERED_REQUEST, PLAIN_REQUEST],
      entry: { form: 'plain', token: 'abc' },
    });
  });

  it('sends one form alone where that is known, or none', async () => {
    const wrong = { body: '{"code":1,"msg":"no"}' };
    const answer = { kind: 'password-wrong', answer: 'no' };
    expect(await loggedIn('plain', wrong)).toEqual({ asked: [PLAIN_REQUEST], entry: answer });
    expect(await loggedIn('ciphered', wrong)).toEqual({ asked: [CIPHERED_REQUEST], entry: answer });
    expect(await loggedIn('none')).toEqual({ asked: [], entry: { form: 'none', token: null } });
  });

  it('needs no token where no form is known there', async () => {
    const entry = { form: 'none', token: null };
    const asked = [CIPHERED_REQUEST, PLAIN_REQUEST];
    expect(await loggedIn(null, { status: 404 }, { body: '<html>' })).toEqual({ asked, entry });
  });

  it('tries a stray 401 again, once', async () => {
    const asked = [CIPHERED_REQUEST, CIPHERED_REQUEST];
    const entry = { form: 'ciphered', token: 'abc' };
    expect(await loggedIn(null, { status: 401 }, TOKEN)).toEqual({ asked, entry });
    const again = { kind: 'password-wrong', answer: 'no' };
    expect(await loggedIn('ciphered', { status: 401 }, { status: 401, body: 'no' })).toEqual({
      asked,
      entry: again,
    });
  });

  it.each([
    ['', null],
    ['No.', 'No.'],
    ['/user/login?password=se%26c no', '/user/login?password=••• no'],
    ['se&c no', '••• no'],
    [`${CIPHERED} no`, '••• no'],
  ])('quotes what refused it, %j, without the password', async (body, answer) => {
    const { entry } = await loggedIn('ciphered', { status: 403, body });
    expect(entry).toEqual({ kind: 'password-wrong', answer });
  });

  it.each([
    ['with a blank', 'a b'],
    ['that is empty', ''],
    ['that is no text', 5],
    ['that is too long', 'x'.repeat(4_097)],
  ])('takes no token %s', async (_, token) => {
    const body = JSON.stringify({ 'JWT Token': token });
    expect((await loggedIn('plain', { body })).entry).toEqual({ form: 'none', token: null });
  });

  it('takes a token as long as it may be', async () => {
    const token = 'x'.repeat(4_096);
    const body = JSON.stringify({ 'JWT Token': token });
    expect((await loggedIn('plain', { body })).entry).toEqual({ form: 'plain', token });
  });

  it('fails where the machine does not answer', async () => {
    const late = { kind: 'timeout', limitMs: 5 } as const;
    expect(await loggedIn(null, late)).toEqual({ asked: [CIPHERED_REQUEST], entry: late });
    expect((await loggedIn(null, { status: 401 }, late)).entry).toEqual(late);
  });

  it('takes the name that was given', async () => {
    const { line, asked } = machine(TOKEN);
    await logIn(line, 8080, { user: 'me', password: 'p' }, 'plain');
    expect(asked).toEqual(['GET 8080 /user/login?username=me&password=p&cipher=false']);
  });
});
