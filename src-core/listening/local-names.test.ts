import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { listenFailure, listenReason } from './listen-error.ts';
import { foreignRequest } from './local-names.ts';
import { isLoopback } from './loopback.ts';

const OWN = hostname().toLowerCase().replace(/\.$/, '');

type Headers = Parameters<typeof foreignRequest>[0];

/** `host`, `page` or null; where it listens and whether it serves pages of this computer are changed by `options`. */
function kindOf(headers: Headers, options: object = {}): string | null {
  const given = { interfaceName: '127.0.0.1', servesLocalPages: false, ...options };
  return foreignRequest(headers, given)?.kind ?? null;
}

describe('a request to a server of this computer', () => {
  it.each([
    'localhost',
    'LOCALHOST.:8080',
    'a.localhost',
    '127.0.0.1:80',
    '192.168.1.7',
    '[::1]:80',
    OWN,
    `${OWN.replace(/\.local$/, '')}.local`,
  ])('is served as %s', (host) => {
    expect(kindOf({ host })).toBeNull();
  });

  it.each(['evil.example', 'localhost.evil.example', 'notlocalhost', 'me@localhost', ' ', 'a b'])(
    'is not served as %j',
    (host) => {
      expect(kindOf({ host })).toBe('host');
    },
  );

  it('is served by the name that is configured, which is no address', () => {
    expect(kindOf({ host: 'Miner.lan' }, { interfaceName: 'miner.LAN.' })).toBeNull();
    const named = (interfaceName: string) =>
      foreignRequest({ host: 'x' }, { interfaceName, servesLocalPages: false })?.names ?? [];
    const usual = named('*');
    expect(usual).toContain('localhost');
    expect(named('miner.lan')).toEqual([...usual, 'miner.lan']);
    for (const address of ['127.0.0.1', '[fe80::1]', 'fe80::1%wg_0', '*4']) {
      expect(named(address)).toEqual(usual);
    }
  });

  it('of HTTP/1.0 has no name, and is served', () => {
    expect(kindOf({})).toBeNull();
  });

  it('is named with what can be seen of its name, in at most 100 characters', () => {
    const nameOf = (host: string) =>
      foreignRequest({ host }, { interfaceName: '*', servesLocalPages: false })?.name;
    expect(nameOf(`evil\u202e.${'x'.repeat(200)}`)).toBe(`evil.${'x'.repeat(95)}`);
    expect(nameOf('\u202e')).toBe('that');
  });
});

describe('a request of a page', () => {
  const host = 'localhost:80';
  const local = { servesLocalPages: true };

  it('of the server itself is served', () => {
    expect(kindOf({ host, origin: 'http://localhost:80' })).toBeNull();
    expect(kindOf({ host, origin: 'https://localhost:80' })).toBeNull();
    expect(kindOf({ host, origin: 'xhttp://localhost:80' })).toBe('page');
  });

  it('of another port of this computer is served only where that is meant', () => {
    for (const origin of [
      'http://localhost:81',
      'http://127.0.0.1:81',
      'http://[::1]',
      `http://${OWN}`,
    ]) {
      expect([kindOf({ host, origin }), kindOf({ host, origin }, local)]).toEqual(['page', null]);
    }
  });

  it.each(['http://evil.example', 'null', 'http://192.168.1.9', 'ftp:', 'http://me@localhost'])(
    'of %s is not served',
    (origin) => {
      expect(kindOf({ host, origin }, local)).toBe('page');
      expect(kindOf({ origin }, local)).toBe('page');
    },
  );

  it('without an origin is known by its site, unless a link was followed', () => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { host, 'sec-fetch-site': site };
      expect([kindOf(headers), kindOf(headers, local)]).toEqual(['page', null]);
      expect(kindOf({ ...headers, 'sec-fetch-mode': 'navigate' })).toBeNull();
      expect(kindOf({ ...headers, 'sec-fetch-mode': 'no-cors' })).toBe('page');
    }
    expect(kindOf({ host, 'sec-fetch-site': 'same-origin' })).toBeNull();
    expect(kindOf({ host, 'sec-fetch-site': 'none' })).toBeNull();
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['0:0:0:0:0:0:0:1', true],
  ['128.0.0.1', false],
  ['::2', false],
  ['localhost', false],
])('takes %s for this computer: %s', (text, is) => {
  expect(isLoopback(text)).toBe(is);
});

describe('a server that cannot listen', () => {
  it.each([
    ['EADDRINUSE', 'in-use'],
    ['EACCES', 'no-permission'],
    ['EPERM', 'no-permission'],
    ['EADDRNOTAVAIL', 'no-such-address'],
    ['EAFNOSUPPORT', 'no-such-address'],
    ['ENOTFOUND', 'no-such-address'],
    ['EAI_AGAIN', 'no-such-address'],
    ['EINVAL', 'no-such-address'],
    ['EMFILE', 'other'],
    [undefined, 'other'],
  ])('has a reason for %s: %s', (code, reason) => {
    expect(listenReason(code)).toBe(reason);
  });

  it.each([
    ['bad-interface', 'interface'],
    ['no-such-address', 'interface'],
    ['in-use', 'port'],
    ['no-permission', 'port'],
    ['other', 'port'],
  ] as const)('for %s wants another %s', (reason, setting) => {
    const error = { reason, interfaceName: '*', port: 1, detail: 'x' };
    const settings = { interfaceName: 'interface', port: 'port' };
    expect(listenFailure(error, 'metrics', settings)).toEqual({
      ...{ kind: 'listen', server: 'metrics', setting, ...error },
    });
  });
});
