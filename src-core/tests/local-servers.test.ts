/** The HTTP servers of this program, as slow peers and web pages meet them. */
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { serveMetrics } from '../metrics/metrics-server.ts';
import { openHttpListener } from '../listening/http-listener.ts';
import { createLog } from '../logging/logger.ts';
import { startPracticeNode } from '../practice/practice-node.ts';
import { unwrap } from '../result.ts';
import { BlockGoals } from '../workers/simulated/block-goals.ts';
import { createOnDemandServer } from '../workers/simulated/on-demand-server.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Served {
  readonly port: number;
  /** A request that is answered with 200. */
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

async function metrics(interfaceName = '127.0.0.1'): Promise<Served> {
  const source = {
    contentType: 'text/plain',
    text: () => Promise.resolve('a_metric 1\n'),
    health: () => ({ isWell: true, sentence: 'Mining.' }),
  };
  const server = unwrap(await serveMetrics(source, { interfaceName, port: 0 }, () => undefined));
  closers.push(() => server.close());
  return { port: server.port, method: 'GET', path: '/metrics' };
}

async function onDemand(interfaceName = '127.0.0.1'): Promise<Served> {
  const goals = new BlockGoals({ chains: () => null, onDropped: () => undefined });
  const server = createOnDemandServer(goals, logger, interfaceName);
  const listener = unwrap(
    await openHttpListener(server, { interfaceName, port: 0 }, () => undefined),
  );
  closers.push(() => listener.close());
  return { port: listener.port, method: 'POST', path: '/make-blocks', body: '{}' };
}

async function practice(host = '127.0.0.1'): Promise<Served> {
  const node = unwrap(
    await startPracticeNode({ port: 0, host, graph: 'singleton', firstDifficulty: 20 }, logger),
  );
  closers.push(() => node.kill());
  return { port: node.port, method: 'GET', path: '/info' };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function ask(
  { port, method, path, body }: Served,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, headers, agent: false };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => (text += more));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function connection(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  closers.push(() => socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const SERVERS = { metrics, onDemand, practice };

describe.each(Object.entries(SERVERS))('%s', (_name, serve) => {
  const own = hostname().toLowerCase();

  it.each([
    ...['127.0.0.1', '127.0.0.1:9100', '[::1]:9100', '192.168.1.7:9100', '[fe80::1]'],
    ...['localhost', 'LOCALHOST:80', 'miner.localhost', own, `${own}:1917`, `${own}.local`],
  ])('answers to the name %s', async (host) => {
    expect((await ask(await serve(), { host })).status).toBe(200);
  });

  it.each(['evil.example', 'evil.example:9100', 'localhost.evil.example', '127.0.0.1.nip.example'])(
    'does not answer to %s, which may be a page’s own name for this computer',
    async (host) => {
      const { status, text } = await ask(await serve(), { host });
      expect(status).toBe(421);
      expect(text).toContain(
        `This server is not called ${host}. Use its IP address or one of local`,
      );
    },
  );

  it('answers to the name that it was given to listen on', async () => {
    expect((await ask(await serve('localhost'), { host: 'localhost' })).status).toBe(200);
  });

  it.each(['http://evil.example', 'https://evil.example:1917', 'null', 'http://192.0.2.7'])(
    'refuses pages of %s',
    async (origin) => {
      const { status, text } = await ask(await serve(), { origin });
      expect(status).toBe(403);
      expect(text).toContain(
        `Requests of web pages are not served here; this one came from ${origin}`,
      );
    },
  );
});

describe.each(Object.entries({ metrics, onDemand }))('%s', (_name, serve) => {
  it('is for no page at all, not even one of this computer', async () => {
    const served = await serve();
    expect((await ask(served, { origin: 'http://localhost:3000' })).status).toBe(403);
    expect((await ask(served, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask(served, followed)).status).toBe(200);
  });

  it('serves a reader although sixty connections of the same address are held open', async () => {
    const served = await serve();
    const { port } = served;
    const held = await Promise.all(Array.from({ length: 300 }, () => connection(port)));
    // Half of them have begun a request.
    for (const socket of held.slice(150)) socket.write('GET / HTTP/1.1\r\nHost: loc');
    expect((await ask(served)).status).toBe(200);
  });

  it('lets the oldest connections of an address go when there are too many', async () => {
    const { port } = await serve();
    const held = await Promise.all(Array.from({ length: 200 }, () => connection(port)));
    for (const socket of held) socket.resume();
    const newest = await connection(port);
    // Those that are too many, but not all, as when their time is over.
    const closed = (): number => held.filter((socket) => socket.closed).length;
    await expect.poll(closed, { timeout: 10_000 }).toBeGreaterThan(100);
    expect(closed()).toBeLessThan(200);
    newest.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(String((await once(newest, 'data'))[0])).toContain('HTTP/1.1 404');
  });

  it('continues answering a connection that is older than those held open', async () => {
    const served = await serve();
    const reader = await connection(served.port);
    const answers: string[] = [];
    reader.setEncoding('utf8').on('data', (text: string) => answers.push(text));
    const get = (): void => void reader.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    get();
    await expect.poll(() => answers.join('')).toContain('HTTP/1.1 404');
    await Promise.all(Array.from({ length: 8 }, () => connection(served.port)));
    get();
    await expect.poll(() => answers.join('').match(/HTTP\/1.1 404/g)).toHaveLength(2);
  });
});

it('servers that are for programs end connections that send nothing, and those that never finish their headers', async () => {
  const served = await Promise.all([metrics(), onDemand()]);
  const silent = await Promise.all(served.map(({ port }) => connection(port)));
  const slow = await Promise.all(served.map(({ port }) => connection(port)));
  for (const socket of slow) socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
  const held = [...silent, ...slow];
  for (const socket of held) socket.resume();
  await Promise.all(held.map((socket) => once(socket, 'close')));
}, 60_000);

describe('the practice node', () => {
  it('serves pages of this computer, such as a wallet that is being developed', async () => {
    const served = await practice();
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:5173', 'http://[::1]:8080']) {
      expect((await ask(served, { origin })).status).toBe(200);
    }
  });
});
