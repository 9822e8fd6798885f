import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createDigestCheck } from '../families/digest-check.ts';
import { machineOf } from './asked-pages.ts';

const URL_ASKED = '/cgi-bin/get_miner_conf.cgi?a=1';
const REALM = 'antMiner Configuration';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** A login page, asked with these fields instead of the right ones. */
function loginPage() {
  const machine = machineOf('antminer');
  const check = createDigestCheck(machine);
  const ask = (authorization?: string) =>
    check({
      ...{ method: 'GET', path: URL_ASKED.replace(/\?.*/, ''), query: new URLSearchParams() },
      ...{ url: URL_ASKED, headers: { ...(authorization && { authorization }) }, body: '' },
    });
  const nonceOf = (demand: ReturnType<typeof ask>): string =>
    /nonce="(\w+)"/.exec(demand?.headers?.['WWW-Authenticate'] ?? '')?.[1] ?? '';
  const given = (changes: Readonly<Record<string, string>> = {}, password = 'root') => {
    const nonce = nonceOf(ask());
    const fields = {
      username: 'root',
      realm: REALM,
      nonce,
      uri: URL_ASKED,
      qop: 'auth',
      ...changes,
    };
    const secret = md5(`root:${REALM}:${password}`);
    const what = md5(`GET:${URL_ASKED}`);
    const response = md5(`${secret}:${fields.nonce}:00000001:abc:${fields.qop}:${what}`);
    const all = { ...fields, nc: '00000001', cnonce: 'abc', response, ...changes };
    return Object.entries(all).map(([name, value]) => `${name}="${value}"`);
  };
  return { machine, ask, given, nonceOf };
}

const UNAUTHORIZED = {
  ...{ status: 401, body: '<html><title>401 - Unauthorized</title></html>' },
  headers: {
    'WWW-Authenticate': expect.stringMatching(
      /^Digest realm="antMiner Configuration", nonce="[0-9a-f]{32}", qop="auth"$/,
    ) as unknown,
  },
};

it.each([
  ['with blanks', 'Digest ', ', '],
  ['without blanks', 'Digest ', ','],
  ['in other letters, with more blanks', 'DIGEST   ', ' , '],
])('lets in who knows the password, %s', (_, scheme, comma) => {
  const { ask, given } = loginPage();
  expect(ask(`${scheme}${given().join(comma)}`)).toBeNull();
  const bare = given().map((field) => field.replace(/^(nc|qop)="(.*)"$/, '$1=$2'));
  expect(ask(`Digest ${bare.join(', ')}`)).toBeNull();
});

it.each<[string, Record<string, string>]>([
  ['another user', { username: 'admin' }],
  ['another realm', { realm: 'antMiner' }],
  ['a nonce that was not given', { nonce: 'f'.repeat(32) }],
  ['another page', { uri: '/' }],
  ['another protection', { qop: 'auth-int' }],
  ['another answer', { response: '0'.repeat(32) }],
])('asks again where it is given %s', (_, changes) => {
  const { ask, given } = loginPage();
  expect(ask(`Digest ${given(changes).join(', ')}`)).toEqual(UNAUTHORIZED);
});

it('asks who does not know the password, or logs in in another way', () => {
  const { ask, given, nonceOf } = loginPage();
  expect(ask()).toEqual(UNAUTHORIZED);
  expect(nonceOf(ask())).not.toBe(nonceOf(ask()));
  expect(ask(`Digest ${given({}, 'wrong').join(', ')}`)).toEqual(UNAUTHORIZED);
  expect(ask('Basic cm9vdDpyb290')).toEqual(UNAUTHORIZED);
  expect(ask(`Basic Digest ${given().join(', ')}`)).toEqual(UNAUTHORIZED);
  expect(ask('Digest ')).toEqual(UNAUTHORIZED);
});

it('refuses each third right one, or all, with those faults', () => {
  const { ask, given, machine } = loginPage();
  const isLetIn = (): boolean => ask(`Digest ${given().join(', ')}`) === null;
  machine.faults.sporadic401 = 3;
  expect([1, 2, 3, 4, 5, 6].map(isLetIn)).toEqual([true, true, false, true, true, false]);
  machine.faults.sporadic401 = 0;
  machine.faults.refusesPassword = true;
  expect(isLetIn()).toBe(false);
});
