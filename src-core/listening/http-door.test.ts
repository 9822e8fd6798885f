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
  (_, response) => void response.end('served'),
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

async function answerOn(socket: Socket): Promise<string> {
  socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString();
}

it('closes a connection of the address with the most, not the oldest of all', async () => {
  const quiet = await from('127.0.0.2');
  const greedy = [await from('127.0.0.3'), await from('127.0.0.3'), await from('127.0.0.3')];
  const closed = Promise.race(
    [quiet, ...greedy].map((socket) => once(socket, 'close').then(() => socket)),
  );
  const next = await from('127.0.0.4');
  expect(await closed).toBe(greedy[0]);
  for (const socket of [quiet, next]) expect(await answerOn(socket)).toContain('served');
});

it('closes the oldest connection of an address that has too many', async () => {
  const quiet = await from('127.0.0.2');
  const oldest = await from('127.0.0.3');
  await from('127.0.0.3');
  await from('127.0.0.3');
  const closed = Promise.race(
    [quiet, oldest].map((socket) => once(socket, 'close').then(() => socket)),
  );
  await from('127.0.0.3');
  expect(await closed).toBe(oldest);
});
