/** Ports of HTTP servers: opened, refused with a reason, and closed with what goes on there. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, it, onTestFinished, vi } from 'vitest';
import { unwrap } from '../result.ts';
import { openHttpListener } from './http-listener.ts';
import type { HttpListener } from './http-listener.ts';
import { startListening } from './start-listening.ts';

const hasIPv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

const noFault = (): never => expect.unreachable();

/** A server that answers `/later` when the test says so. */
async function opened(interfaceName = '127.0.0.1', onFault: (detail: string) => void = noFault) {
  const later: ServerResponse[] = [];
  const server: Server = createServer((request, response) => {
    if (request.url === '/later') later.push(response);
    else response.end('now');
  });
  onTestFinished(() => void server.close());
  const place = { interfaceName, port: 0 };
  const listener: HttpListener = unwrap(await openHttpListener(server, place, onFault));
  return { server, listener, later };
}

it('has the address that it listens on', async () => {
  const { listener } = await opened();
  expect(listener).toMatchObject({
    host: '127.0.0.1',
    url: `http://127.0.0.1:${listener.port}`,
  });
  expect(await (await fetch(listener.url)).text()).toBe('now');
  await listener.close();
});

it.skipIf(!hasIPv6)('writes an IPv6 address as URLs do', async () => {
  const { listener } = await opened('::1');
  expect(listener).toMatchObject({ host: '::1', url: `http://[::1]:${listener.port}` });
  await listener.close();
});

it('reports what goes wrong later on', async () => {
  const faults: string[] = [];
  const { server, listener } = await opened('127.0.0.1', (detail) => faults.push(detail));
  server.emit('error', new Error('accept EMFILE'));
  expect(faults).toEqual(['accept EMFILE']);
  await listener.close();
});

it('cuts off what goes on when it closes, once', async () => {
  const { server, listener } = await opened();
  const answer = fetch(`${listener.url}/later`);
  await once(server, 'request');
  const closing = listener.close();
  expect(listener.close(5_000)).toBe(closing);
  await expect(answer).rejects.toThrow();
  await closing;
  expect(server.listening).toBe(false);
});

it('lets what goes on end within its grace, and no new ones begin', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { server, listener, later } = await opened();
  const answer = fetch(`${listener.url}/later`, { headers: { connection: 'close' } });
  await once(server, 'request');
  const closing = listener.close(1_000);
  vi.advanceTimersByTime(999);
  later[0]?.end('in the end');
  expect(await (await answer).text()).toBe('in the end');
  await closing;
  await expect(fetch(listener.url)).rejects.toThrow();
});

it('cuts off what does not end within its grace', async () => {
  const { server, listener } = await opened();
  const answer = fetch(`${listener.url}/later`);
  await once(server, 'request');
  await listener.close(20);
  await expect(answer).rejects.toThrow();
});

it.each([
  [
    'no such place!',
    'bad-interface',
    /^"no such place!" is neither .* nor a host name or address$/,
  ],
  ['192.0.2.1', 'no-such-address', /^listen EADDRNOTAVAIL: /],
])('says why it cannot listen on %s', async (interfaceName, reason, detail) => {
  const server = createServer();
  const refused = await openHttpListener(server, { interfaceName, port: 0 }, noFault);
  expect(refused).toEqual({
    ok: false,
    error: { reason, interfaceName, port: 0, detail: expect.stringMatching(detail) },
  });
  expect(server.listenerCount('error')).toBe(0);
});

it('says that a port is in use, and listens once it is free', async () => {
  const { listener } = await opened();
  const server = createServer();
  const before = server.listenerCount('listening');
  const { port } = listener;
  expect(await startListening(server, '127.0.0.1', port)).toEqual({
    ok: false,
    error: {
      ...{ reason: 'in-use', interfaceName: '127.0.0.1', port },
      detail: `listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
    },
  });
  await listener.close();
  expect(unwrap(await startListening(server, '127.0.0.1', port))).toMatchObject({ port });
  expect([server.listenerCount('error'), server.listenerCount('listening')]).toEqual([0, before]);
  server.close();
});

/** A server on a system that refuses all IPv6 addresses with this code. */
class WithoutIPv6 extends NetServer {
  readonly #code: string;
  readonly asked: unknown[] = [];
  constructor(code: string) {
    super();
    this.#code = code;
  }
  override listen(...given: unknown[]): this {
    const [options] = given as [{ host: string; ipv6Only: boolean; port: number }];
    this.asked.push(options);
    if (!options.host.includes(':')) return super.listen(options);
    const error = Object.assign(new Error(`listen ${this.#code}`), { code: this.#code });
    queueMicrotask(() => this.emit('error', error));
    return this;
  }
}

it.each(['EAFNOSUPPORT', 'EADDRNOTAVAIL'])('does without IPv6 where it is %s', async (code) => {
  const server = new WithoutIPv6(code);
  expect(unwrap(await startListening(server, '*', 0))).toMatchObject({ address: '0.0.0.0' });
  server.close();
  expect(server.asked).toEqual([
    { host: '::', ipv6Only: false, port: 0, backlog: 4096 },
    { host: '0.0.0.0', ipv6Only: false, port: 0, backlog: 4096 },
  ]);
});

it('tries no other family where the port itself is refused', async () => {
  const server = new WithoutIPv6('EACCES');
  expect(await startListening(server, '*', 80)).toEqual({
    ok: false,
    error: { reason: 'no-permission', interfaceName: '*', port: 80, detail: 'listen EACCES' },
  });
  expect(server.asked).toHaveLength(1);
});
