/** The forms in which servers demand digest authentication, and what answers each. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { challengesOf, digestAuthorization, digestChallenge } from './digest-auth.ts';
import type { DigestChallenge } from './digest-auth.ts';

const REQUEST = {
  ...{ method: 'GET', uri: '/a?b=c', user: 'root', password: 'secret', cnonce: 'c', count: 17 },
};
const CHALLENGE: DigestChallenge = {
  ...{ realm: 'r', nonce: 'n', opaque: null, algorithm: 'MD5', qop: 'auth' },
  ...{ isStale: false, hashesUser: false },
};

describe('a demand', () => {
  it.each<[string | undefined, unknown]>([
    [undefined, []],
    ['', []],
    ['a=b', []],
    [
      'Basic realm="x", Digest NONCE=n',
      [
        ['basic', { realm: 'x' }],
        ['digest', { nonce: 'n' }],
      ],
    ],
    ['Digest realm="a \\"b\\" \\\\ c", nonce=""', [['digest', { realm: 'a "b" \\ c', nonce: '' }]]],
    ['Digest nonce = n , realm= ', [['digest', { nonce: 'n', realm: '' }]]],
    ['Digest realm="Ã¶"', [['digest', { realm: 'ö' }]]],
    [`Digest ${' '.repeat(4_096)}nonce=n`, [['digest', {}]]],
  ])('%j has its schemes and parameters', (header, challenges) => {
    const read = challengesOf(header).map(({ scheme, parameters }) => {
      return [scheme, Object.fromEntries(parameters)];
    });
    expect(read).toEqual(challenges);
  });

  it.each<[string, Partial<DigestChallenge> | null]>([
    ['nonce=n', { realm: '', qop: null }],
    ['nonce=n, realm=r, opaque=o', { opaque: 'o', qop: null }],
    ['nonce=n, realm=r, qop="auth-int auth"', {}],
    ['nonce=n, realm=r, qop="AUTH, auth-int"', {}],
    ['nonce=n, realm=r, qop=auth, stale=TRUE', { isStale: true }],
    ['nonce=n, realm=r, qop=auth, stale=false', {}],
    ['nonce=n, realm=r, qop=auth, userhash=True', { hashesUser: true }],
    ['nonce=n, realm=r, qop=auth, userhash=false', {}],
    ['nonce=n, realm=r, qop=auth, algorithm=md5-SESS', { algorithm: 'MD5-sess' }],
    ['nonce=n, realm=r, qop=auth, algorithm=sha-256-sess', { algorithm: 'SHA-256-sess' }],
    ['realm=r, qop=auth', null],
    ['nonce=n, algorithm=SHA-512', null],
    ['nonce=n, qop="auth-int"', null],
    ['nonce=n, qop=""', null],
  ])('of Digest with %s is read', (parameters, changes) => {
    const challenge = changes === null ? null : { ...CHALLENGE, ...changes };
    expect(digestChallenge(`Digest ${parameters}`)).toEqual(challenge);
  });

  it('is the strongest of those that can be answered, else the first', () => {
    const of = (...algorithms: string[]) =>
      digestChallenge(algorithms.map((each) => `Digest nonce=${each}, algorithm=${each}`).join());
    expect(of('MD5', 'SHA-256-sess', 'SHA-256')?.nonce).toBe('SHA-256-sess');
    expect(of('SHA-512', 'MD5-sess', 'MD5')?.nonce).toBe('MD5-sess');
    expect(digestChallenge('Basic nonce=n')).toBeNull();
  });
});

/** The hash of the password with the nonces, as RFC 7616 has it, section 3.4. */
function responseTo({ algorithm, qop, realm, nonce }: DigestChallenge): string {
  const name = algorithm.startsWith('SHA') ? 'sha256' : 'md5';
  const hash = (...parts: string[]) => createHash(name).update(parts.join(':')).digest('hex');
  const secret = hash('root', realm, 'secret');
  const key = algorithm.endsWith('sess') ? hash(secret, nonce, 'c') : secret;
  const counted = qop === null ? [] : ['00000011', 'c', qop];
  return hash(key, nonce, ...counted, hash('GET', '/a?b=c'));
}

describe('an answer', () => {
  const QOP = ', qop=auth, nc=00000011';
  const CNONCE = ', cnonce="c"';

  it.each<[Partial<DigestChallenge>, string]>([
    [{}, `${QOP}${CNONCE}`],
    [{ qop: null }, ''],
    [{ qop: null, algorithm: 'MD5-sess' }, CNONCE],
    [{ algorithm: 'SHA-256-sess' }, `${QOP}${CNONCE}`],
    [{ opaque: 'o' }, `${QOP}${CNONCE}, opaque="o"`],
    [{ qop: null, algorithm: 'SHA-256', opaque: '' }, ', opaque=""'],
  ])('to %j has what the server needs to check it, and no more', (changes, more) => {
    const challenge = { ...CHALLENGE, ...changes };
    const { algorithm } = challenge;
    expect(digestAuthorization(challenge, REQUEST)).toBe(
      `Digest username="root", realm="r", nonce="n", uri="/a?b=c", algorithm=${algorithm}, ` +
        `response="${responseTo(challenge)}"${more}`,
    );
  });

  it('hides the name where that is asked for', () => {
    const line = digestAuthorization({ ...CHALLENGE, hashesUser: true }, REQUEST);
    const name = createHash('md5').update('root:r').digest('hex');
    expect(line).toMatch(new RegExp(`^Digest username="${name}", .*, userhash=true$`));
  });

  it('quotes what was chosen, without what a header cannot carry', () => {
    const odd = { ...REQUEST, user: 'a"b\\c\n\x7fö' };
    const line = digestAuthorization(CHALLENGE, odd);
    expect(line).toMatch(/^Digest username="a\\"b\\\\cÃ¶", /);
  });
});
