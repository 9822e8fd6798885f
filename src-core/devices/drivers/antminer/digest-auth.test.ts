import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengesOf, digestAuthorization, digestChallenge } from './digest-auth.ts';

const RFC_7616 = {
  header: (algorithm: string) =>
    `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, ` +
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", ' +
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  request: {
    method: 'GET',
    uri: '/dir/index.html',
    user: 'Mufasa',
    password: 'Circle of Life',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    count: 1,
  },
};

function responseTo(header: string, request = RFC_7616.request): string | undefined {
  const challenge = digestChallenge(header);
  if (challenge === null) return undefined;
  return /response="([^"]*)"/.exec(digestAuthorization(challenge, request))?.[1];
}

describe('digest authentication', () => {
  it('answers with MD5 as in RFC 7616, section 3.9.1', () => {
    expect(responseTo(RFC_7616.header('MD5'))).toBe('8ca523f5e9506fed4657c9700eebdbec');
  });

  it('answers with SHA-256 as in RFC 7616, section 3.9.1', () => {
    expect(responseTo(RFC_7616.header('SHA-256'))).toBe(
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    );
  });

  it('answers as in RFC 2617, section 3.5', () => {
    const header =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", ' +
      'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const request = { ...RFC_7616.request, password: 'Circle Of Life', cnonce: '0a4f113b' };
    expect(responseTo(header, request)).toBe('6629fae49393a05397450978507c4ef1');
  });

  it('answers without qop as in RFC 2069', () => {
    const header =
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
      'opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const request = { ...RFC_7616.request, password: 'CircleOfLife' };
    // The value of RFC 2069's errata: that of the RFC itself is wrong.
    expect(responseTo(header, request)).toBe('1949323746fe6a43ef61f9606e7febea');
  });

  it('names what the server needs to check it', () => {
    const challenge = digestChallenge(RFC_7616.header('MD5'));
    expect(challenge && digestAuthorization(challenge, RFC_7616.request)).toBe(
      'Digest username="Mufasa", realm="http-auth@example.org", ' +
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", ' +
        'algorithm=MD5, response="8ca523f5e9506fed4657c9700eebdbec", qop=auth, nc=00000001, ' +
        'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", ' +
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    );
  });

  it('prefers SHA-256 where both are offered, and leaves out what it cannot answer', () => {
    const both = `${RFC_7616.header('MD5')}, ${RFC_7616.header('SHA-256')}`;
    expect(digestChallenge(both)?.algorithm).toBe('SHA-256');
    expect(digestChallenge('Basic realm="printer"')).toBeNull();
    expect(digestChallenge('Digest realm="a", nonce="b", algorithm=SHA-512-256')).toBeNull();
    expect(digestChallenge('Digest realm="a", nonce="b", qop="auth-int"')).toBeNull();
    expect(digestChallenge(undefined)).toBeNull();
  });

  it('reads a challenge of an Antminer, stale or not', () => {
    const header = 'Digest realm="antMiner Configuration", nonce="abc", qop="auth", stale=true';
    expect(digestChallenge(header)).toMatchObject({
      realm: 'antMiner Configuration',
      isStale: true,
    });
    expect(challengesOf(header)[0]?.scheme).toBe('digest');
  });

  it('makes one header line of whatever the server and the user chose', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (header, user, password) => {
        const challenge = digestChallenge(`Digest nonce="n", realm="r", ${header}`);
        if (challenge === null) return;
        const line = digestAuthorization(challenge, { ...RFC_7616.request, user, password });
        // What Node takes for the value of a header.
        expect(line).toMatch(/^[\x20-\x7e\x80-\xff]*$/);
      }),
    );
  });
});
