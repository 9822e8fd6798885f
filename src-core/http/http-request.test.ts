import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { unwrap } from '../result.ts';
import { listenOnLoopback, reply, serveHttp, serveHttps } from '../tests/loopback-server.ts';
import { closeAfterTest } from '../node/tests/node-test.ts';
import type { Result } from '../result.ts';
import { readBody } from './answer-body.ts';
import { openConnections } from './connections.ts';
import type { HttpConnections } from './connections.ts';
import type { HttpFailure } from './http-failure.ts';
import { openStream, sendRequest } from './http-request.ts';
import type { HttpAnswer } from './http-request.ts';
import { speaksTls } from './speaks-tls.ts';

function connectionsOf(changes: { idleMs?: number } = {}): HttpConnections {
  const options = { insecure: false, connectMs: 20_000, ...changes };
  return closeAfterTest(openConnections(options));
}

interface Sent {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

function send(
  address: string,
  { timeoutMs = 20_000, signal }: Sent = {},
): Promise<Result<HttpAnswer, HttpFailure>> {
  const url = new URL(`http://${address}/`);
  const request = { method: 'GET', url, ...(signal && { signal }) } as const;
  return sendRequest(connectionsOf(), request, timeoutMs);
}

describe('a request', () => {
  it('returns any status with its body', async () => {
    const server = await serveHttp((_request, response) => reply(response, 418, 'short and stout'));
    const answer = unwrap(await send(closeAfterTest(server).address));
    expect(answer.status).toBe(418);
    expect(answer.body.toString()).toBe('short and stout');
  });

  it('fails as cancelled, and sends nothing when its signal is already aborted', async () => {
    const giveUp = new AbortController();
    const server = closeAfterTest(await serveHttp(() => giveUp.abort()));
    const cancelled = { ok: false, error: { kind: 'unreachable', detail: 'cancelled' } };
    expect(await send(server.address, { signal: giveUp.signal })).toEqual(cancelled);
    // Nothing is sent with a signal that is aborted already.
    expect(await send(server.address, { signal: giveUp.signal })).toEqual(cancelled);
  });

  it('fails with a timeout before and within an answer', async () => {
    const silent = closeAfterTest(await serveHttp(() => undefined));
    const timeout = { error: { kind: 'timeout', limitMs: 50 } };
    expect(await send(silent.address, { timeoutMs: 50 })).toMatchObject(timeout);
    const slow = closeAfterTest(await serveHttp((_request, response) => void response.write('{')));
    expect(await send(slow.address, { timeoutMs: 50 })).toMatchObject(timeout);
  });

  it('refuses an answer that never ends', async () => {
    const server = await serveHttp((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const pour = (): void => {
        while (response.write(chunk));
      };
      response.on('drain', pour);
      response.on('error', () => undefined);
      pour();
    });
    expect(await send(closeAfterTest(server).address)).toMatchObject({
      ok: false,
      error: { kind: 'nonsense-answer' },
    });
  });
});

describe('connections', () => {
  it('are reused, and closed when idle, but not during a slow answer', async () => {
    let connections = 0;
    const server = createServer((_request, response) => {
      // Longer than a connection may be idle.
      setTimeout(() => reply(response, 200, 'here'), 300);
    });
    const idle = new Promise<void>((resolve) => {
      server.on('connection', (socket) => {
        connections += 1;
        socket.on('close', () => resolve());
      });
    });
    const { address } = closeAfterTest(await listenOnLoopback(server));
    const pool = connectionsOf({ idleMs: 200 });
    const request = {
      method: 'GET',
      url: new URL(`http://${address}/`),
    } as const;
    for (let round = 0; round < 2; round += 1) {
      expect((await sendRequest(pool, request, 20_000)).ok).toBe(true);
    }
    expect(connections).toBe(1);
    await idle;
    expect((await sendRequest(pool, request, 20_000)).ok).toBe(true);
    expect(connections).toBe(2);
  });
});

describe('a stream', () => {
  it('can be cancelled at the moment the server ends it', async () => {
    const server = await serveHttp((_request, response) => reply(response, 200, 'event\n\n'));
    const url = new URL(`http://${closeAfterTest(server).address}/`);
    const giveUp = new AbortController();
    const request = { method: 'GET', url, signal: giveUp.signal } as const;
    const answer = unwrap(await openStream(connectionsOf(), request)).body;
    // Its end has arrived with its text and is not read yet: an error would have no listener.
    const thrown: unknown[] = [];
    const note = (error: unknown): void => void thrown.push(error);
    process.on('uncaughtException', note);
    answer.on('data', () => giveUp.abort());
    await new Promise((resolve) => answer.on('close', resolve));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('uncaughtException', note);
    expect(thrown).toEqual([]);
  });

  it('is not bound by the connect timeout once it is connected', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const server = await serveHttp((_request, response) => {
      vi.advanceTimersByTime(4_000);
      reply(response, 200, 'late');
    });
    const url = new URL(`http://${closeAfterTest(server).address}/`);
    const connections = closeAfterTest(openConnections({ insecure: false, connectMs: 2_000 }));
    const answer = await openStream(connections, { method: 'GET', url });
    expect(unwrap(await readBody(unwrap(answer).body)).toString()).toBe('late');
  });
});

describe('asking whether a server uses TLS', () => {
  it('distinguishes TLS, plain HTTP and no server', async () => {
    const tls = closeAfterTest(await serveHttps((_request, response) => reply(response, 200, '')));
    const plain = closeAfterTest(await serveHttp((_request, response) => reply(response, 200, '')));
    const urlOf = ({ address }: { address: string }): URL => new URL(`http://${address}/`);
    expect(await speaksTls(urlOf(tls), 5_000)).toBe(true);
    expect(await speaksTls(urlOf(plain), 5_000)).toBe(false);
    await plain.close();
    expect(await speaksTls(urlOf(plain), 5_000)).toBe(false);
  });
});
