/** How long connecting and answering may take, and what is left of a request afterwards: nothing. */
import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { freePort, listenOnLoopback, reply, serveHttps } from '../tests/loopback-server.ts';
import { openStream, sendRequest } from './http-request.ts';
import { sendAlone } from './send-alone.ts';
import { speaksTls } from './speaks-tls.ts';
import { connectionsOf, get, serverOf, textOf } from './tests/sent-requests.ts';

/** A server that takes connections and says nothing; `closed` once one of them is. */
async function silentServer(): Promise<{ address: string; closed: Promise<unknown> }> {
  const server = createServer();
  const closed = new Promise((resolve) => {
    server.once('connection', (socket) => socket.resume().once('close', resolve));
  });
  const { address, close } = await listenOnLoopback(server);
  onTestFinished(close);
  return { address, closed };
}

const requestTo = (url: string) => ({ method: 'GET', url: new URL(url) }) as const;

it('a TLS handshake that does not come is a connection that is not there in time', async () => {
  const { address } = await silentServer();
  const connections = connectionsOf({ connectMs: 50 });
  const late = { kind: 'connect-timeout', detail: 'no connection within 0.05 s', limitMs: 50 };
  const request = requestTo(`https://${address}/`);
  expect(textOf(await sendRequest(connections, request, 20_000))).toEqual(late);
  const limits = { connectMs: 50, answerMs: 20_000, maxBytes: 1 };
  expect(textOf(await sendAlone(connections, request, limits))).toEqual(late);
  expect(await openStream(connections, request)).toEqual({ ok: false, error: late });
});

it('an answer that does not come after a TLS handshake is late', async () => {
  const server = await serveHttps(() => undefined);
  onTestFinished(() => server.close());
  const request = requestTo(`https://${server.address}/`);
  expect(textOf(await sendRequest(connectionsOf(), request, 50))).toEqual({
    ...{ kind: 'timeout', detail: 'no complete answer within 0.05 s', limitMs: 50 },
  });
});

it('a server that says nothing is taken for none with TLS, and let go', async () => {
  const { address, closed } = await silentServer();
  expect(await speaksTls(new URL(`http://${address}/`), 50)).toBe(false);
  await closed;
});

it('no timer and no listener is left of a request, however it ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { signal } = new AbortController();
  const answers = {
    '/whole': (_: IncomingMessage, response: ServerResponse) => reply(response, 200, 'x'),
    '/long': (_: IncomingMessage, response: ServerResponse) => reply(response, 200, 'xx'),
    '/broken': (request: IncomingMessage) => request.socket.destroy(),
  };
  const server = await serverOf((request, response) =>
    answers[request.url as keyof typeof answers](request, response),
  );
  const absent = `127.0.0.1:${await freePort()}`;
  const urls = Object.keys(answers).map((path) => `http://${server.address}${path}`);
  const connections = connectionsOf();
  const limits = { connectMs: 1_000, answerMs: 1_000, maxBytes: 1 };
  for (const url of [...urls, `http://${absent}/`]) {
    const request = { ...requestTo(url), signal };
    await sendRequest(connections, request, 1_000, 1);
    await sendAlone(connections, request, limits);
    const stream = await openStream(connections, request);
    if (stream.ok) await once(stream.value.body.resume(), 'close');
  }
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  // A request closes a moment after it has failed.
  await expect.poll(() => getEventListeners(signal, 'abort').length).toBe(0);
});

it('the time that an answer took is counted', async () => {
  const server = await serverOf((_request, response) => reply(response, 200, ''));
  const startedAt = performance.now();
  const connections = connectionsOf();
  const request = requestTo(`http://${server.address}/`);
  const limits = { connectMs: 20_000, answerMs: 20_000, maxBytes: 1 };
  for (const answer of [
    await sendRequest(connections, request, 20_000),
    await sendAlone(connections, request, limits),
  ]) {
    const elapsedMs = answer.ok ? answer.value.elapsedMs : -1;
    expect(elapsedMs).toBeGreaterThan(0);
    expect(elapsedMs).toBeLessThan(performance.now() - startedAt);
  }
});

it('what is sent is what was asked for, and asks for no compression', async () => {
  const heard: unknown[] = [];
  const server = await serverOf((request, response) => {
    const { host, connection, ...headers } = request.headers;
    request.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    request.on('end', () => {
      heard.push(`${request.method} ${request.url} ${host}`, headers);
      reply(response, 200, connection ?? '');
    });
  });
  const request = { ...requestTo(`http://${server.address}/a?b=c#d`), body: Buffer.from('what') };
  const headers = { accept: 'text/event-stream' };
  await sendRequest(connectionsOf(), { ...request, headers }, 20_000);
  expect(heard).toEqual([
    'what',
    `GET /a?b=c ${server.address}`,
    { accept: 'text/event-stream', 'accept-encoding': 'identity', 'content-length': '4' },
  ]);
});

it('a request by way of a proxy that cannot be used is not sent', async () => {
  const connections = connectionsOf({ environment: { http_proxy: 'ftp://p.example' } });
  const request = requestTo('http://node.invalid/');
  const limits = { connectMs: 20_000, answerMs: 20_000, maxBytes: 1 };
  const unusable = { ok: false, error: { kind: 'proxy-failed', proxy: 'p.example:1080' } };
  expect(await sendRequest(connections, request, 20_000)).toMatchObject(unusable);
  expect(await sendAlone(connections, request, limits)).toMatchObject(unusable);
  expect(await openStream(connections, request)).toMatchObject(unusable);
});

it('redirects are followed, with what was asked for, and their own bodies are not read', async () => {
  const closed: Promise<unknown>[] = [];
  const heard: string[] = [];
  const server = await serverOf((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    const next = { '/a': '/b', '/b': '/c', '/c': '/d', '/d': '/e' }[request.url ?? ''];
    if (next === undefined) {
      reply(response, 200, 'arrived');
      return;
    }
    closed.push(once(response, 'close'));
    // More than fits into the buffers of a socket, so that it ends only where it is not read.
    response.writeHead(307, { location: next, 'content-length': 1e9 }).write('a long story');
  });
  expect(textOf(await get(`http://${server.address}/b`))).toBe('arrived');
  expect(textOf(await get(`http://${server.address}/a`))).toMatchObject({
    ...{ kind: 'redirected', target: `http://${server.address}/e`, status: 307 },
  });
  expect(heard).toEqual([
    ...['GET /b', 'GET /c', 'GET /d', 'GET /e'],
    ...['GET /a', 'GET /b', 'GET /c', 'GET /d'],
  ]);
  await Promise.all(closed);
});
