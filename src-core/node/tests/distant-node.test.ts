/** Nodes that are far away, and servers that end connections without saying so. */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createNetServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { certificate, certificateKey } from '../../tests/loopback-certificate.ts';
import { bodyOf, listenOnLoopback, reply } from '../../tests/loopback-server.ts';
import { isAmbiguous } from '../node-errors.ts';
import { account, clientOf, closeAfterTest } from './node-test.ts';

type Ending = (socket: Socket) => void;

const endings: [string, Ending][] = [
  ['closes', (socket) => socket.destroy()],
  ['resets', (socket) => socket.resetAndDestroy()],
  ['politely ends', (socket) => socket.end()],
];

/** A server whose every connection is ended by its second request, unanswered. */
async function forgetful(
  end: Ending,
  answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void,
  open: (listener: RequestListener) => Server = createServer,
): Promise<{ address: string; requests: () => number }> {
  const used = new WeakSet<Socket>();
  let requests = 0;
  const server = open((request, response) => {
    requests += 1;
    const nth = requests;
    void bodyOf(request).then(() => {
      if (used.has(request.socket)) {
        end(request.socket);
        return;
      }
      used.add(request.socket);
      answer(request, response, nth);
    });
  });
  const { address } = closeAfterTest(await listenOnLoopback(server));
  return { address, requests: () => requests };
}

describe('a kept connection that ends as it is used again', () => {
  it.each(endings)('costs no request where the server %s it', async (_how, end) => {
    const node = await forgetful(end, (_request, response) =>
      reply(response, 200, '{"nodeVersion":"x"}'),
    );
    const client = clientOf(node.address, { timeoutMs: 20_000 });
    for (let round = 0; round < 6; round += 1)
      expect(await client.info()).toMatchObject({ ok: true });
    expect(node.requests()).toBeGreaterThan(6);
  });

  const tlsEndings = endings.filter(([how]) => how !== 'resets');
  it.each(tlsEndings)('costs no request where the server %s it, with TLS', async (_how, end) => {
    const node = await forgetful(
      end,
      (_request, response) => reply(response, 200, '{"nodeVersion":"x"}'),
      (listener) => createTlsServer({ cert: certificate, key: certificateKey }, listener),
    );
    const options = { useTls: true, insecure: true, timeoutMs: 20_000, connectTimeoutMs: 20_000 };
    const client = clientOf(node.address, options);
    for (let round = 0; round < 4; round += 1) {
      expect(await client.info()).toMatchObject({ ok: true });
    }
    expect(node.requests()).toBeGreaterThan(4);
  });

  it('costs no request where the server closes it 5 ms after each answer', async () => {
    const server = createServer((request, response) => {
      // A slow answer, so that the end of the connection falls into it.
      setTimeout(() => reply(response, 200, '{"nodeVersion":"x"}'), 10);
      response.on('finish', () => setTimeout(() => request.socket.destroy(), 5));
    });
    const { address } = closeAfterTest(await listenOnLoopback(server));
    const client = clientOf(address, { timeoutMs: 20_000 });
    for (let round = 0; round < 20; round += 1) {
      expect(await client.info()).toMatchObject({ ok: true });
    }
  });

  it('costs no update stream', async () => {
    const node = await forgetful(
      (socket) => socket.destroy(),
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end('event:New Cut\n\n');
      },
    );
    const client = clientOf(node.address);
    for (let round = 0; round < 2; round += 1) {
      const stream = await client.updates('x', mkChainId(0), new AbortController().signal);
      expect(stream.ok).toBe(true);
      if (!stream.ok) return;
      const chunks: Buffer[] = [];
      for await (const chunk of stream.value as AsyncIterable<Buffer>) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe('event:New Cut\n\n');
    }
  });

  it('leaves open whether a block arrived when its second sending finds no payload', async () => {
    // The first request has its answer; the second is taken and not answered; it is sent again.
    const node = await forgetful(
      (socket) => socket.destroy(),
      (_request, response, nth) =>
        nth === 1
          ? reply(response, 200, '{"nodeVersion":"x"}')
          : reply(response, 404, 'No associated Payload'),
    );
    const client = clientOf(node.address);
    expect((await client.info()).ok).toBe(true);
    const answer = await client.solved('x', new Uint8Array(286));
    expect(answer).toMatchObject({ ok: false, error: { status: 404 } });
    expect(!answer.ok && isAmbiguous(answer.error)).toBe(true);
    expect(node.requests()).toBe(3);
  });

  it('does not hide a server that never answers', async () => {
    const server = createServer((request) => request.socket.destroy());
    const { address } = closeAfterTest(await listenOnLoopback(server));
    expect(await clientOf(address).info()).toMatchObject({ error: { kind: 'node-missing' } });
  });
});

/** A node behind TLS that lets handshakes and answers wait; it counts as far away. */
async function distantNode(waits: { handshakeMs: number; answerMs: number }): Promise<string> {
  const tls = createTlsServer({ cert: certificate, key: certificateKey }, (_request, response) => {
    const timer = setTimeout(() => reply(response, 200, '{"nodeVersion":"x"}'), waits.answerMs);
    response.on('close', () => clearTimeout(timer));
  });
  const server = createNetServer((socket) => {
    socket.on('error', () => undefined);
    const timer = setTimeout(() => tls.emit('connection', socket), waits.handshakeMs);
    socket.on('close', () => clearTimeout(timer));
  });
  return closeAfterTest(await listenOnLoopback(server)).address;
}

describe('a node that is far away', () => {
  const tls = { useTls: true, insecure: true };

  it('is asked although connecting takes longer than an answer may', async () => {
    const address = await distantNode({ handshakeMs: 1_700, answerMs: 0 });
    const client = clientOf(address, { ...tls, timeoutMs: 1_500, connectTimeoutMs: 20_000 });
    expect(await client.info()).toMatchObject({ ok: true });
  });

  it('fails after the connect timeout, which is named', async () => {
    const address = await distantNode({ handshakeMs: 60_000, answerMs: 0 });
    const client = clientOf(address, { ...tls, timeoutMs: 60_000, connectTimeoutMs: 50 });
    const answer = await client.work('x', account);
    expect(answer).toMatchObject({ error: { kind: 'connect-timeout', limitMs: 50 } });
    expect(!answer.ok && answer.error.detail).toContain('nodeConnectTimeout');
  });

  it('fails after the answer timeout, which is named', async () => {
    const address = await distantNode({ handshakeMs: 0, answerMs: 60_000 });
    const client = clientOf(address, { ...tls, timeoutMs: 50, connectTimeoutMs: 60_000 });
    const answer = await client.work('x', account);
    expect(answer).toMatchObject({ error: { kind: 'timeout', limitMs: 50 } });
    expect(!answer.ok && answer.error.detail).toContain('defaultHTTPTimeout');
  });
});
