import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttpDoor } from './http-door.ts';

const door = createHttpDoor(
  {
    headersMs: 60_000,
    requestMs: 60_000,
    keepAliveMs: 60_000,
    connections: 4,
    connectionsPerAddress: 3,
    maxHeaderBytes: 8_192,
    interfaceName: '127.0.0.1',
    servesLocalPages: false,
  },
  (request, response) => {
    if (request.url === '/later') response.writeHead(200).flushHeaders();
    else response.end('served');
  },
);
const sockets: Socket[] = [];
beforeEach(async () => {
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  door.close();
  await once(door, 'close');
});

/** A connection from an address of its own, once the door has it. */
async function from(localAddress: string): Promise<Socket> {
  const { port } = door.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  sockets.push(socket);
  await Promise.all([once(socket, 'connect'), once(door, 'connection')]);
  return socket;
}

async function answerOn(socket: Socket, path = '/'): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString();
}

/** The first of these that is closed. */
function firstClosed(...sockets: Socket[]): Promise<Socket> {
  return Promise.race(sockets.map((socket) => once(socket, 'close').then(() => socket)));
}

it('lets in as many as it may', async () => {
  const all = [await from('127.0.0.2'), await from('127.0.0.3'), await from('127.0.0.3')];
  all.push(await from('127.0.0.3'));
  for (const socket of all) expect(await answerOn(socket)).toContain('served');
});

it('serves as many requests of a connection as come one after the other', async () => {
  const socket = await from('127.0.0.2');
  for (let nth = 0; nth < 20; nth += 1) expect(await answerOn(socket)).toContain('served');
});

it('closes the connection that was answered before the others', async () => {
  const [first, second, third] = [
    await from('127.0.0.2'),
    await from('127.0.0.2'),
    await from('127.0.0.2'),
  ];
  await answerOn(first);
  const closed = firstClosed(first, second, third);
  await from('127.0.0.2');
  expect(await closed).toBe(second);
});

it('closes none that is being answered, and then the new one', async () => {
  const streams = [await from('127.0.0.2'), await from('127.0.0.2')];
  for (const stream of streams) await answerOn(stream, '/later');
  const idle = await from('127.0.0.2');
  const closed = firstClosed(...streams, idle);
  const last = await from('127.0.0.2');
  expect(await closed).toBe(idle);
  await answerOn(last, '/later');
  const another = await from('127.0.0.2');
  expect(await firstClosed(...streams, last, another)).toBe(another);
});

it('closes a connection of the address with the most, not the oldest of all', async () => {
  const quiet = await from('127.0.0.2');
  const greedy = [await from('127.0.0.3'), await from('127.0.0.3'), await from('127.0.0.3')];
  const closed = firstClosed(quiet, ...greedy);
  const next = await from('127.0.0.4');
  expect(await closed).toBe(greedy[0]);
  for (const socket of [quiet, next]) expect(await answerOn(socket)).toContain('served');
});

it('closes the oldest connection of an address that has too many', async () => {
  const quiet = await from('127.0.0.2');
  const oldest = await from('127.0.0.3');
  await from('127.0.0.3');
  await from('127.0.0.3');
  const closed = firstClosed(quiet, oldest);
  await from('127.0.0.3');
  expect(await closed).toBe(oldest);
});
