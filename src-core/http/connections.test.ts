/** The way to a server: which host and port, what is said there, and on which connections. */
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import type { Environment } from './proxy-choice.ts';
import { connectionsOf, get, serverOf } from './tests/sent-requests.ts';

it.each([
  ['http://h.example/a/b?c=d#e', 'h.example', 80, '/a/b?c=d'],
  ['https://h.example', 'h.example', 443, '/'],
  ['https://me:secret@h.example:8443/', 'h.example', '8443', '/'],
  ['http://[2001:db8::1]:81/', '2001:db8::1', '81', '/'],
])('%s is asked at %s, port %s', (url, host, port, path) => {
  const given = new URL(url);
  const route = unwrap(connectionsOf({ insecure: false }).routeTo(given));
  expect(route.options(given)).toEqual({
    ...{ host, port, path },
    ...{ rejectUnauthorized: true, autoSelectFamilyAttemptTimeout: 1_000 },
  });
  expect(route).toMatchObject({ usesTls: url.startsWith('https'), readBy: null });
});

it('of several addresses the first has half the time to connect, at most a second', () => {
  const url = new URL('https://h.example/');
  const route = unwrap(connectionsOf({ connectMs: 25 }).routeTo(url));
  expect(route.options(url)).toMatchObject({
    ...{ rejectUnauthorized: false, autoSelectFamilyAttemptTimeout: 13 },
  });
});

const environment: Environment = {
  all_proxy: 'https://me:secret@p.example',
  no_proxy: 'direct.example',
};

it('a proxy is asked for the whole address of an http request, and for nothing else', () => {
  const connections = connectionsOf({ environment });
  const url = new URL('http://other:secret@h.example:81/a?b=c#d');
  const route = unwrap(connections.routeTo(url));
  expect(route.options(url)).toEqual({
    ...{ host: 'p.example', port: 443, path: 'http://h.example:81/a?b=c' },
  });
  expect(route.headers?.(url)).toEqual({
    host: 'h.example:81',
    'proxy-authorization': `Basic ${Buffer.from('me:secret').toString('base64')}`,
  });
  expect(route).toMatchObject({ usesTls: true, readBy: { name: 'p.example:443' } });
  expect(connections.proxyOf(url)?.name).toBe('p.example:443');
});

it('servers share their connections where the way to them is the same', () => {
  const connections = connectionsOf({ environment });
  const agentTo = (url: string) => unwrap(connections.routeTo(new URL(url))).agent;
  const agent = agentTo('http://a.example/');
  expect(agentTo('http://b.example:81/c')).toBe(agent);
  expect(agentTo('https://a.example/')).not.toBe(agent);
  expect(agentTo('http://direct.example/')).not.toBe(agent);
});

it.each([
  [
    'socks5://me:secret@p.example:1080',
    'http_proxy names p.example:1080, which is neither an http nor an https proxy',
    'p.example:1080',
  ],
  ['http://me:secret@:', 'http_proxy names no proxy that can be read', 'http_proxy'],
])('a proxy at %s cannot be used', (http_proxy, why, proxy) => {
  const connections = connectionsOf({ environment: { http_proxy } });
  const url = new URL('http://h.example/');
  expect(connections.routeTo(url)).toEqual({
    ok: false,
    error: {
      kind: 'proxy-failed',
      detail: `${why}: expected http://host:port`,
      code: 'ERR_PROXY_TUNNEL',
      proxy,
    },
  });
  expect(connections.proxyOf(url)).toBeNull();
});

it.each(['closeOpen', 'close'] as const)('%s ends requests that are under way', async (close) => {
  const connections = connectionsOf();
  const ended: Promise<unknown>[] = [];
  const server = await serverOf((request) => {
    ended.push(once(request.socket, 'close'));
    connections[close]();
  });
  expect(await get(`http://${server.address}/`, connections)).toMatchObject({
    ok: false,
    error: { kind: 'unreachable' },
  });
  await Promise.all(ended);
});
