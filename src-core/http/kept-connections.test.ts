/** Connections that are kept between requests, and may have ended unnoticed. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { reply } from '../tests/loopback-server.ts';
import type { LoopbackServer } from '../tests/loopback-server.ts';
import { sendRequest } from './http-request.ts';
import { sendAlone } from './send-alone.ts';
import type { HttpRequest } from './send-once.ts';
import { connectionsOf, get, serverOf } from './tests/sent-requests.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const here: Answer = (_request, response) => reply(response, 200, 'here');
const hangUp: Answer = (request) => request.socket.destroy();
const nothing: Answer = () => undefined;

/** Answers one request after the other; `seen` has the connection of each, counted from 1. */
async function serverThat(...answers: Answer[]): Promise<LoopbackServer & { seen: number[] }> {
  const sockets: unknown[] = [];
  const seen: number[] = [];
  const server = await serverOf((request, response) => {
    if (!sockets.includes(request.socket)) sockets.push(request.socket);
    seen.push(sockets.indexOf(request.socket) + 1);
    (answers.shift() ?? here)(request, response);
  });
  return { ...server, seen };
}

it('are not used for a request that follows one whose connection had ended', async () => {
  const server = await serverThat(here, hangUp, here, here);
  const connections = connectionsOf();
  const url = `http://${server.address}/`;
  const twice: unknown[] = [];
  for (let round = 0; round < 3; round += 1) {
    const answer = await get(url, connections);
    twice.push(answer.ok && answer.value.sentTwice);
  }
  expect(twice).toEqual([false, true, false]);
  expect(server.seen).toEqual([1, 1, 2, 3]);
});

it.each<[string, Answer, object]>([
  ['never answers', hangUp, { kind: 'unreachable', detail: 'ECONNRESET: socket hang up' }],
  [
    'breaks its answer off',
    (request, response) => {
      response.write('x');
      response.write('y', () => request.socket.destroy());
    },
    { kind: 'unreachable', detail: 'ECONNRESET: aborted' },
  ],
])('leave open what a server received that %s', async (_what, answer, error) => {
  const server = await serverThat(here, hangUp, answer);
  const connections = connectionsOf();
  await get(`http://${server.address}/`, connections);
  const second = await get(`http://${server.address}/`, connections);
  expect(second).toMatchObject({ ok: false, error: { ...error, sentTwice: true } });
  expect(server.seen).toEqual([1, 1, 2]);
});

it('are no reason to repeat a request on a new one', async () => {
  const server = await serverThat(hangUp);
  const answer = await get(`http://${server.address}/`);
  expect(answer).toEqual({ ok: false, error: expect.not.objectContaining({ sentTwice: true }) });
  expect(server.seen).toEqual([1]);
});

it('are no reason to repeat what has been answered in part', async () => {
  const server = await serverThat(here, (request) => {
    request.socket.write('HTTP/1.1 200 OK\r\n', () => request.socket.destroy());
  });
  const connections = connectionsOf();
  await get(`http://${server.address}/`, connections);
  const answer = await get(`http://${server.address}/`, connections);
  expect(answer).toEqual({ ok: false, error: expect.not.objectContaining({ sentTwice: true }) });
  expect(server.seen).toEqual([1, 1]);
});

it('are no reason to repeat what was not answered in time, or is not wanted any more', async () => {
  const giveUp = new AbortController();
  const server = await serverThat(here, nothing, here, () => giveUp.abort());
  const connections = connectionsOf();
  const url = new URL(`http://${server.address}/`);
  const failures: unknown[] = [];
  const send = async (answerMs: number, more: Partial<HttpRequest> = {}): Promise<void> => {
    const sent = await sendRequest(connections, { method: 'GET', url, ...more }, answerMs);
    failures.push(sent.ok ? null : sent.error);
  };
  await send(20_000);
  await send(50);
  await send(20_000);
  await send(20_000, { signal: giveUp.signal });
  expect(failures).toEqual([
    null,
    { kind: 'timeout', detail: 'no complete answer within 0.05 s', limitMs: 50 },
    null,
    { kind: 'unreachable', detail: 'cancelled' },
  ]);
  expect(server.seen).toEqual([1, 1, 2, 2]);
});

it('are not used for a request that is sent alone', async () => {
  const server = await serverThat();
  const connections = connectionsOf();
  await get(`http://${server.address}/`, connections);
  const request = { method: 'GET', url: new URL(`http://${server.address}/`) } as const;
  const limits = { connectMs: 20_000, answerMs: 20_000, maxBytes: 100 };
  expect(await sendAlone(connections, request, limits)).toMatchObject({
    ok: true,
    value: { status: 200, sentTwice: false },
  });
  expect(server.seen).toEqual([1, 2]);
});
