/** Requests by way of a proxy that the environment names: an http one reads them, TLS goes through a tunnel. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { certificate, certificateKey } from '../tests/loopback-certificate.ts';
import { freePort, listenOnLoopback, reply, serveHttps } from '../tests/loopback-server.ts';
import { connectionsOf, get, serverOf, textOf } from './tests/sent-requests.ts';

type Tunnel = (socket: Duplex, request: IncomingMessage) => void;

const tls = { cert: certificate, key: certificateKey };

interface TestProxy {
  readonly address: string;
  readonly seen: string[];
}

/** A proxy that answers requests with its name and opens tunnels as the test says. */
async function proxyOf(tunnel: Tunnel, status = 200, usesTls = false): Promise<TestProxy> {
  const seen: string[] = [];
  const note = ({ method, url, headers }: IncomingMessage): void => {
    const { host, 'proxy-authorization': pass = 'no pass' } = headers;
    seen.push(`${method} ${url} ${host} ${pass}`);
  };
  const server = usesTls ? createTlsServer(tls) : createServer();
  server.on('request', (request: IncomingMessage, response) => {
    note(request);
    if (status === 101) response.writeHead(101, { connection: 'upgrade', upgrade: 'odd' }).end();
    else reply(response, status, 'from the proxy');
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    note(request);
    tunnel(socket, request);
  });
  const { address, close } = await listenOnLoopback(server);
  onTestFinished(close);
  return { address, seen };
}

const refuse =
  (status: string): Tunnel =>
  (socket) =>
    socket.end(`HTTP/1.1 ${status}\r\n\r\n`);

/** Passes everything on to a server, whatever was asked for. */
const tunnelTo =
  (port: number, status = '200 Connection established'): Tunnel =>
  (socket) => {
    const onward = connect(port, '127.0.0.1', () => {
      socket.write(`HTTP/1.1 ${status}\r\n\r\n`);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  };

const noTunnel = refuse('400 Bad Request');

async function secureServer(): Promise<number> {
  const server = await serveHttps((request, response) =>
    reply(response, 200, `at ${request.headers.host}${request.url}`),
  );
  onTestFinished(() => server.close());
  return server.port;
}

it('an http proxy reads an http request', async () => {
  const proxy = await proxyOf(noTunnel);
  const environment = { http_proxy: `http://me:pass@${proxy.address}` };
  const answer = await get('http://node.invalid:81/a?b', connectionsOf({ environment }));
  expect(textOf(answer)).toBe('from the proxy');
  const pass = `Basic ${Buffer.from('me:pass').toString('base64')}`;
  expect(proxy.seen).toEqual([`GET http://node.invalid:81/a?b node.invalid:81 ${pass}`]);
});

it.each(['http', 'https'])('an https proxy has to be the one it says: %s', async (scheme) => {
  const proxy = await proxyOf(noTunnel, 200, true);
  const environment = { all_proxy: `https://${proxy.address}` };
  const answer = await get(`${scheme}://node.invalid/`, connectionsOf({ environment }));
  expect(textOf(answer)).toEqual({
    kind: 'proxy-failed',
    detail: `the proxy ${proxy.address} (all_proxy): DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate`,
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    proxy: proxy.address,
  });
  expect(proxy.seen).toEqual([]);
});

it.each([
  ['200 Connection established', 'https://node.invalid/a', 'node.invalid:443'],
  ['299 Fine', 'https://node.invalid:444/a', 'node.invalid:444'],
  ['200 OK', 'https://[2001:db8::1]/a', '[2001:db8::1]:443'],
])('TLS goes through a tunnel, which is kept: %s', async (status, url, authority) => {
  const proxy = await proxyOf(tunnelTo(await secureServer(), status));
  const connections = connectionsOf({ environment: { https_proxy: proxy.address } });
  for (let round = 0; round < 2; round += 1) {
    expect(textOf(await get(url, connections))).toBe(`at ${new URL(url).host}/a`);
  }
  expect(proxy.seen).toEqual([`CONNECT ${authority} ${authority} no pass`]);
});

it('a tunnel whose server speaks first is used', async () => {
  // What is no TLS arrives with the answer of the proxy, and is read as the answer of the server.
  const proxy = await proxyOf((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 400 No'));
  const connections = connectionsOf({ environment: { https_proxy: proxy.address } });
  expect(await get('https://node.invalid/', connections)).toMatchObject({
    ok: false,
    error: { kind: 'tls-mismatch' },
  });
});

it('a certificate in a tunnel is looked at', async () => {
  const proxy = await proxyOf(tunnelTo(await secureServer()));
  const environment = { https_proxy: `http://me@${proxy.address}` };
  const connections = connectionsOf({ insecure: false, environment });
  expect(await get('https://node.invalid/', connections)).toMatchObject({
    error: { kind: 'tls-untrusted' },
  });
  expect(proxy.seen).toEqual([
    `CONNECT node.invalid:443 node.invalid:443 Basic ${Buffer.from('me:').toString('base64')}`,
  ]);
});

it.each([
  ['https', '403 Forbidden', 'refused with status 403'],
  ['https', '199 Odd', 'refused with status 199'],
  ['https', '300 Choices', 'refused with status 300'],
  ['https', '407 No', 'refused with status 407: it wants a user name and a password'],
  ['http', '407 No', 'refused with status 407: it wants a user name and a password'],
])('a proxy that refuses is named: %s, %s', async (scheme, status, why) => {
  const proxy = await proxyOf(refuse(status), Number.parseInt(status, 10));
  const environment = { all_proxy: `http://me:secret@${proxy.address}` };
  const answer = await get(`${scheme}://node.invalid/`, connectionsOf({ environment }));
  expect(textOf(answer)).toEqual({
    kind: 'proxy-failed',
    detail: `the proxy ${proxy.address} (all_proxy) ${why}`,
    code: 'ERR_PROXY_TUNNEL',
    proxy: proxy.address,
  });
});

it.each(['http', 'https'])('a proxy that is not there is named: %s', async (scheme) => {
  const proxy = `127.0.0.1:${await freePort()}`;
  const environment = { all_proxy: `http://me:secret@${proxy}` };
  const answer = await get(`${scheme}://node.invalid/`, connectionsOf({ environment }));
  expect(textOf(answer)).toEqual({
    kind: 'proxy-failed',
    detail: `the proxy ${proxy} (all_proxy): connect ECONNREFUSED ${proxy}`,
    code: 'ECONNREFUSED',
    proxy,
  });
});

it('a failure without a code of the system has none', async () => {
  const proxy = await proxyOf(noTunnel, 101);
  const connections = connectionsOf({ environment: { http_proxy: proxy.address } });
  expect(textOf(await get('http://node.invalid/', connections))).toEqual({
    kind: 'proxy-failed',
    detail: `the proxy ${proxy.address} (http_proxy): the connection was closed without an answer`,
    proxy: proxy.address,
  });
});

it('other statuses are answers, and 407 of a server without a proxy too', async () => {
  const proxy = await proxyOf(noTunnel, 403);
  const environment = { http_proxy: proxy.address };
  expect(await get('http://node.invalid/', connectionsOf({ environment }))).toMatchObject({
    value: { status: 403 },
  });
  const server = await serverOf((_request, response) => reply(response, 407, ''));
  expect(await get(`http://${server.address}/`)).toMatchObject({ value: { status: 407 } });
});

it('a tunnel has to be made in time, and is given up', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const proxy = await proxyOf((socket) => {
    closed = once(socket.resume(), 'end');
  });
  const environment = { https_proxy: proxy.address };
  const answer = await get('https://node.invalid/', connectionsOf({ environment, connectMs: 50 }));
  expect(textOf(answer)).toEqual({
    ...{ kind: 'connect-timeout', detail: 'no connection within 0.05 s', limitMs: 50 },
  });
  await closed;
});

it('a tunnel that is being made ends with its connections', async () => {
  const environment = { https_proxy: '' };
  let closed: Promise<unknown> = Promise.resolve();
  const proxy = await proxyOf((socket) => {
    closed = once(socket.resume(), 'end');
    connections.close();
  });
  environment.https_proxy = proxy.address;
  const connections = connectionsOf({ environment });
  expect(await get('https://node.invalid/', connections)).toMatchObject({
    error: { kind: 'proxy-failed', proxy: proxy.address },
  });
  await closed;
});
