/** What web pages and too large or too slow requests get from the door of every HTTP server. */
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { bodyOf } from '../tests/loopback-server.ts';
import { createHttpDoor } from './http-door.ts';

async function openDoor(changes: { headersMs?: number } = {}): Promise<Server> {
  const door = createHttpDoor(
    {
      ...{ headersMs: 50_000, requestMs: 60_000, keepAliveMs: 7_000 },
      ...{ connections: 4, connectionsPerAddress: 3, maxHeaderBytes: 8_192 },
      ...{ interfaceName: 'miner.lan', servesLocalPages: false },
      ...changes,
    },
    (_, response) => void response.end('served'),
  );
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  onTestFinished(() => {
    door.closeAllConnections();
    door.close();
  });
  return door;
}

async function asked(door: Server, headers: OutgoingHttpHeaders, body = '') {
  const { port } = door.address() as AddressInfo;
  const asking = request({ port, host: '127.0.0.1', method: 'POST', headers });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const text = (await bodyOf(answer)).toString();
  return { status: answer.statusCode, headers: answer.headers, text };
}

const own = hostname().toLowerCase().replace(/\.$/, '');
const bare = own.replace(/\.local$/, '');
const names = [...new Set(['localhost', own, bare, `${bare}.local`, 'miner.lan'])].join(', ');

it.each([
  [
    { origin: 'http://evil.example' },
    403,
    'Requests of web pages are not served here; this one came from http://evil.example.\n',
  ],
  [
    { 'sec-fetch-site': 'cross-site' },
    403,
    'Requests of web pages are not served here; this one came from another site.\n',
  ],
  [
    { host: 'evil.example' },
    421,
    `This server is not called evil.example. Use its IP address or one of ${names}.\n`,
  ],
])('%j is refused with %d', async (headers, status, text) => {
  const answer = await asked(await openDoor(), headers, 'x'.repeat(100_000));
  expect(answer).toMatchObject({
    ...{ status, text },
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    },
  });
});

it('a request with small headers is served, one with large headers is not', async () => {
  const door = await openDoor();
  expect(await asked(door, { odd: 'x'.repeat(7_000) })).toMatchObject({ text: 'served' });
  expect(await asked(door, { odd: 'x'.repeat(9_000) })).toMatchObject({ status: 431 });
  expect(door).toMatchObject({
    ...{ headersTimeout: 50_000, requestTimeout: 60_000, keepAliveTimeout: 7_000 },
  });
});

it('a peer that does not send its headers is let go within a second', async () => {
  const door = await openDoor({ headersMs: 100 });
  const { port } = door.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1' });
  socket.write('GET / HTTP/1.1\r\n');
  await once(socket.resume(), 'close');
});
