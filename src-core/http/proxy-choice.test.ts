import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proxyFor } from './proxy-choice.ts';
import type { Environment } from './proxy-choice.ts';

/** The name of the proxy for a URL; null for none, `!` and the reason where it cannot be used. */
function chosen(url: string, environment: Environment): string | null {
  const proxy = proxyFor(new URL(url), environment);
  return proxy.ok ? (proxy.value?.name ?? null) : `!${proxy.error.reason}`;
}

const http = 'http://node.example:1848/info';
const https = 'https://node.example/info';

describe('the variable that names a proxy', () => {
  const rows: [string, string, Environment, string | null][] = [
    ['none is set', http, {}, null],
    ['http_proxy', http, { http_proxy: 'http://p:3128' }, 'p:3128'],
    ['http_proxy is not for https', https, { http_proxy: 'http://p:3128' }, null],
    ['HTTP_PROXY is not read', http, { HTTP_PROXY: 'http://p:3128' }, null],
    ['https_proxy', https, { https_proxy: 'http://p:3128' }, 'p:3128'],
    ['HTTPS_PROXY', https, { HTTPS_PROXY: 'http://p:3128' }, 'p:3128'],
    ['small letters first', https, { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, 'a:1'],
    ['all_proxy', http, { all_proxy: 'http://p:3128' }, 'p:3128'],
    ['ALL_PROXY', https, { ALL_PROXY: 'http://p:3128' }, 'p:3128'],
    ['all_proxy comes last', http, { all_proxy: 'http://a:1', http_proxy: 'http://b:2' }, 'b:2'],
    ['an empty one is not set', http, { http_proxy: ' ', all_proxy: 'http://p:3128' }, 'p:3128'],
  ];
  it.each(rows)('%s', (_what, url, environment, name) => {
    expect(chosen(url, environment)).toBe(name);
  });
});

describe('the address of a proxy', () => {
  it.each([
    ['p:3128', 'p:3128'],
    ['p', 'p:1080'],
    ['http://p', 'p:1080'],
    ['http://p:80/', 'p:80'],
    ['https://p', 'p:443'],
    ['HTTP://p:3128', 'p:3128'],
    ['http://me:pass@p:80', 'p:80'],
    ['http://[2001:db8::1]:3128', '[2001:db8::1]:3128'],
    ['http://me:12@p', 'p:1080'],
    ['http://[2001:db8::1]', '[2001:db8::1]:1080'],
    ['http://p:81?to', 'p:81'],
    ['http://p:81#to', 'p:81'],
    ['http://p:81\\to', 'p:81'],
    ['p:81/?to=a://b:82', 'p:81'],
    ['p/?to=a://b:82', 'p:1080'],
    ['https://p:443', 'p:443'],
    ['socks5h://me:x@p:1080', '!unsupported'],
    ['ftp://p', '!unsupported'],
    ['http://', '!unreadable'],
    ['http://p:99999', '!unreadable'],
  ])('%s', (value, name) => {
    expect(chosen(http, { http_proxy: value })).toBe(name);
  });

  it.each([
    ['http://p', null],
    ['http://me@p', 'me:'],
    ['http://:secret@p', ':secret'],
    ['http://me:p%40ss%3A@p', 'me:p@ss:'],
    ['http://me:100%@p', 'me:100%'],
  ])('%s has these credentials', (value, pair) => {
    const proxy = proxyFor(new URL(http), { http_proxy: value });
    const authorization = proxy.ok ? proxy.value?.authorization : undefined;
    expect(authorization).toBe(pair && `Basic ${Buffer.from(pair).toString('base64')}`);
  });

  it('is read or refused, whatever the variable holds', () => {
    const part = fc.constantFrom(
      'http:',
      '//',
      '/',
      'me',
      ':',
      '@',
      '%',
      'p.q',
      '[::1]',
      '1',
      '\0',
    );
    const value = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(value, (given) => {
        const proxy = proxyFor(new URL(http), { http_proxy: given });
        if (proxy.ok && proxy.value !== null) expect(proxy.value.name).toMatch(/^[^@/]+:\d+$/);
      }),
    );
  });
});

describe('hosts without a proxy', () => {
  const proxy = { all_proxy: 'http://p:3128' };

  it.each([
    ...['localhost', 'LOCALHOST.', 'a.localhost', '127.0.0.1', '127.8.9.10', '[::1]', '0.0.0.0'],
    ...['[::ffff:127.0.0.1]', '127.1', '2130706433'],
  ])('%s is this computer', (host) => {
    expect(chosen(`http://${host}:1848/`, proxy)).toBeNull();
  });

  it.each(['localhost.example', 'notlocalhost', '128.0.0.1', '[::2]', '10.0.0.1'])(
    '%s is another computer',
    (host) => {
      expect(chosen(`http://${host}:1848/`, proxy)).toBe('p:3128');
    },
  );

  const rows: [string, string, boolean][] = [
    ['*', 'node.example', true],
    ['a, *', 'node.example', true],
    ['node.example', 'node.example', true],
    ['Node.Example.', 'node.example.', true],
    ['example', 'node.example', true],
    ['.example', 'node.example', true],
    ['.node.example', 'node.example', true],
    ['ode.example', 'node.example', false],
    ['a b,node.example', 'node.example', true],
    ['node.example:1848', 'node.example', false],
    ['.', 'node.example', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.0/8', '10.200.3.4', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/33', '10.0.0.1', false],
    ['10.0.0.0/', '10.0.0.0', false],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['0.0.1', '10.0.0.1', false],
    ['2001:db8::/32', '[2001:db8::5]', true],
    ['[2001:db8::5]', '[2001:db8::5]', true],
    ['2001:db8::/32', '[2001:db9::5]', false],
    ['10.0.0.0/8', 'node.example', false],
  ];
  it.each(rows)('no_proxy=%s and %s: %s', (noProxy, host, excepted) => {
    for (const name of ['no_proxy', 'NO_PROXY']) {
      const found = chosen(`http://${host}:1848/`, { ...proxy, [name]: noProxy });
      expect(found).toBe(excepted ? null : 'p:3128');
    }
  });
});
