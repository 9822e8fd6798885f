/** Peers that ask and do not read the answers. */
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHttpDoor } from './http-door.ts';

/** More than the system's buffers of a connection take. */
const LARGE = Buffer.alloc(16 * 1024 * 1024, 'x');

interface Door {
  readonly server: Server;
  /** Answers of `/later`, which the test gives. */
  readonly later: ServerResponse[];
  asked: number;
}

async function openDoor(unreadMs: number): Promise<Door> {
  const server = createHttpDoor(
    {
      headersMs: 60_000,
      requestMs: 60_000,
      keepAliveMs: 60_000,
      unreadMs,
      connections: 100,
      connectionsPerAddress: 3,
      maxHeaderBytes: 8_192,
      interfaceName: '127.0.0.1',
      servesLocalPages: false,
    },
    (request, response) => {
      door.asked += 1;
      if (request.url === '/later') door.later.push(response.writeHead(200));
      else response.end(request.url === '/large' ? LARGE : 'served');
    },
  );
  const door: Door = { server, later: [], asked: 0 };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return door;
}

/** A connection that asks for `paths` at once and reads nothing, and the door's end of it. */
async function asking({ server }: Door, ...paths: string[]): Promise<[Socket, Socket]> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  const [[end]] = (await Promise.all([once(server, 'connection'), once(socket, 'connect')])) as [
    [Socket],
    unknown,
  ];
  const asked = once(server, 'request');
  socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`).join(''));
  await asked;
  return [socket, end];
}

it('are closed after a while', async () => {
  const door = await openDoor(500);
  const [, end] = await asking(door, '/large');
  await once(end, 'close');
});

it('make room for the next one, who is served', async () => {
  const door = await openDoor(60_000);
  const slow = [
    await asking(door, '/large'),
    await asking(door, '/large'),
    await asking(door, '/large'),
  ];
  const closed = Promise.race(slow.map(([, end]) => once(end, 'close').then(() => end)));
  const [next] = await asking(door, '/');
  const [bytes] = (await once(next, 'data')) as [Buffer];
  expect(bytes.toString()).toContain('served');
  expect(await closed).toBe(slow[0]?.[1]);
});

it('cannot have many answers made at once', async () => {
  const door = await openDoor(60_000);
  const [, end] = await asking(door, ...Array<string>(500).fill('/later'));
  if (!end.destroyed) await once(end, 'close');
  expect(door.asked).toBeLessThanOrEqual(16);
});

it('may have sixteen made at once', async () => {
  const door = await openDoor(60_000);
  const [, end] = await asking(door, ...Array<string>(16).fill('/later'));
  while (door.asked < 16) await once(door.server, 'request');
  expect(end.destroyed).toBe(false);
});

it('are closed after a while where they ask for nothing', async () => {
  const { server } = await openDoor(50);
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  const [end] = (await once(server, 'connection')) as [Socket];
  await once(end, 'close');
});

it('are not those whose answer is a silent stream', async () => {
  const door = await openDoor(500);
  const [socket, end] = await asking(door, '/later');
  await once(end, 'timeout');
  door.later[0]?.end('news');
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.includes('news')) break;
  }
  expect(text).toContain('news');
});
