import { onTestFinished, describe, expect, it } from 'vitest';
import { bodyOf, reply, serveHttp } from '../tests/loopback-server.ts';
import type { LoopbackServer } from '../tests/loopback-server.ts';
import { openConnections } from './connections.ts';
import { sendAlone } from './send-alone.ts';
import type { HttpRequest } from './send-once.ts';

const LIMITS = { connectMs: 5_000, answerMs: 10_000, maxBytes: 1_000 };

function send(server: LoopbackServer, more: Partial<HttpRequest> = {}, limits = LIMITS) {
  const connections = openConnections({ insecure: true, connectMs: 5_000 });
  onTestFinished(() => connections.close());
  const url = new URL(`http://${server.address}/there`);
  return sendAlone(connections, { method: 'GET', url, ...more }, limits);
}

async function serve(listener: Parameters<typeof serveHttp>[0]): Promise<LoopbackServer> {
  const server = await serveHttp(listener);
  onTestFinished(() => server.close());
  return server;
}

describe('a request that is sent alone', () => {
  it('is put on a connection that is closed afterwards', async () => {
    const connections: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      connections.push(request.headers.connection);
      void bodyOf(request).then((body) =>
        reply(response, 200, `${request.method} ${body.toString()}`),
      );
    });
    const answer = await send(server, { method: 'PUT', body: Buffer.from('[]') });
    expect(answer.ok && answer.value.body.toString()).toBe('PUT []');
    expect(connections).toEqual(['close']);
  });

  it('has a redirect for its answer', async () => {
    let requests = 0;
    const server = await serve((_request, response) => {
      requests += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await send(server)).toMatchObject({ ok: true, value: { status: 307 } });
    expect(requests).toBe(1);
  });

  it('is not repeated where the connection breaks', async () => {
    let requests = 0;
    const server = await serve((request) => {
      requests += 1;
      request.socket.destroy();
    });
    expect(await send(server)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(requests).toBe(1);
  });

  it('reads no more than it may, and waits no longer', async () => {
    const long = await serve((_request, response) => reply(response, 200, 'x'.repeat(1_001)));
    expect(await send(long)).toMatchObject({ ok: false, error: { kind: 'nonsense-answer' } });
    const slow = await serve((_request, response) => void response.write('x'));
    expect(await send(slow, {}, { ...LIMITS, answerMs: 50 })).toMatchObject({
      ok: false,
      error: { kind: 'timeout', limitMs: 50 },
    });
  });
});
