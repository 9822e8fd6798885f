/** One request to a machine’s web server, over real connections. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bodyOf, freePort, listenOnLoopback } from '../../../tests/loopback-server.ts';
import { createDeviceIo } from '../device-io.ts';
import { MAX_ANSWER_BYTES } from './answer-limits.ts';
import type { MachineRequest } from './machine-line.ts';

const never = new AbortController().signal;

/** What is made of the answer of this server, or of a port without one. */
async function asked(server: Server | null, request: Partial<MachineRequest> = {}, signal = never) {
  const port = server === null ? await freePort() : (await listening(server)).port;
  const io = createDeviceIo({ paceMs: 0 });
  onTestFinished(() => io.close());
  const all = { method: 'GET', port, path: '/a?b=c', ...request } as const;
  const answer = await io.round('127.0.0.1', 'quick', signal, (machine) => machine.http(all));
  return answer.ok ? answer.value : answer.error;
}

async function listening(server: Server) {
  const { port, close } = await listenOnLoopback(server);
  onTestFinished(() => close());
  return { port };
}

const web = (answer: (request: IncomingMessage, response: ServerResponse) => unknown) =>
  createServer((request, response) => void answer(request, response));

describe('a request to a web server', () => {
  it('has its method, path, headers and JSON', async () => {
    const seen: unknown[] = [];
    const server = () =>
      web(async (request, response) => {
        const { method, url, headers } = request;
        const type = headers['content-type'];
        seen.push([method, url, type, headers['x-a'], (await bodyOf(request)).toString()]);
        response.end();
      });
    await asked(server(), { method: 'PUT', json: { a: 1 }, headers: { 'x-a': 'b' } });
    await asked(server());
    expect(seen).toEqual([
      ['PUT', '/a?b=c', 'application/json', 'b', '{"a":1}'],
      ['GET', '/a?b=c', undefined, undefined, ''],
    ]);
  });

  it.each([
    ['{}\0\0', '{}'],
    ['{\0}', '{\0}'],
    ['', ''],
  ])('has its answer without the NULs behind it: %j', async (sent, body) => {
    const server = web((_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Digest' }).end(sent);
    });
    expect(await asked(server)).toMatchObject({
      ...{ status: 401, body, headers: { 'www-authenticate': 'Digest' } },
    });
  });

  it('follows no redirect', async () => {
    const server = web((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
    });
    expect(await asked(server)).toMatchObject({ status: 302 });
  });

  const HANGING_UP: readonly [string, (response: ServerResponse) => unknown][] = [
    ['ends the connection', (response) => response.socket?.end()],
    ['resets the connection', (response) => response.socket?.resetAndDestroy()],
    ['says nothing more', () => undefined],
  ];

  it.each(HANGING_UP)('has understood where it %s, if it may', async (_, hangUp) => {
    const server = () => web((_request, response) => hangUp(response));
    const late = hangUp.length === 0;
    const patience = late ? { answerMs: 50 } : {};
    const left = { status: 0, headers: {}, body: '' };
    expect(await asked(server(), { ...patience, mayHangUp: true })).toEqual(left);
    expect(await asked(server(), patience)).toMatchObject(
      late ? { kind: 'timeout', limitMs: 50 } : { kind: 'unreachable' },
    );
  });

  it('has not understood where there was no connection, or no answer of HTTP', async () => {
    const refused = await asked(null, { mayHangUp: true });
    expect(refused).toMatchObject({
      ...{ kind: 'unreachable', code: 'ECONNREFUSED' },
      detail: expect.stringContaining('ECONNREFUSED') as string,
    });
    const greeting = createTcpServer((socket) => {
      socket.on('error', () => undefined).end('SSH-2.0-OpenSSH\r\n');
    });
    expect(await asked(greeting, { mayHangUp: true })).toMatchObject({ kind: 'nonsense' });
  });

  it('is not answered at length', async () => {
    const server = web((_request, response) => response.end('x'.repeat(MAX_ANSWER_BYTES + 1)));
    const flood = await asked(server);
    expect(flood).toMatchObject({ kind: 'nonsense' });
    const most = web((_request, response) => response.end('x'.repeat(MAX_ANSWER_BYTES)));
    const answer = await asked(most);
    expect('body' in answer && answer.body.length).toBe(MAX_ANSWER_BYTES);
  });

  it('ends where it is cancelled, and when nothing is to be asked any more', async () => {
    const abort = new AbortController();
    const server = web(() => abort.abort());
    const request = { mayHangUp: true };
    expect(await asked(server, request, abort.signal)).toEqual({ kind: 'cancelled' });
    const io = createDeviceIo();
    const { port } = await listening(web(() => io.close()));
    const all = { method: 'GET', path: '/', port } as const;
    const round = () => io.round('127.0.0.1', 'quick', never, (machine) => machine.http(all));
    const cancelled = { ok: false, error: { kind: 'cancelled' } };
    expect([await round(), await round()]).toEqual([cancelled, cancelled]);
  });
});
