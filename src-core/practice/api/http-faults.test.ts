/** Requests that the node cannot answer because of a bug, or whose client is gone. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import { listenOnLoopback } from '../../tests/loopback-server.ts';
import { ask, open, readEvents } from '../tests/mini-client.ts';
import type { Answer } from './http-server.ts';
import { createPracticeServer } from './http-server.ts';

async function serving(answer: Answer) {
  const { logger, logged } = collectedLog();
  const server = createPracticeServer(answer, () => 5e6, logger, '127.0.0.1');
  const { address, port, close } = await listenOnLoopback(server);
  onTestFinished(close);
  return { url: `http://${address}`, port, logged };
}

const bug = (): never => {
  throw new Error('made up');
};

it('are answered with 500, and logged', async () => {
  const { url, logged } = await serving(bug);
  const answer = await ask(`${url}/info?a=1`, { method: 'POST', body: 'x' });
  expect(`${answer.status} ${answer.text}`).toBe('500 Something went wrong');
  expect(answer.headers['content-type']).toBe('text/plain;charset=utf-8');
  expect(await logged('error')).toEqual([
    expect.stringMatching(/^POST \/info\?a=1: Error: made up\n/),
  ]);
});

it('end in the middle where an answer has begun', async () => {
  const { url, logged } = await serving((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    return bug();
  });
  const stream = await open(url);
  await readEvents(stream).end();
  expect(stream.complete).toBe(false);
  expect(await logged('error')).toHaveLength(1);
});

it('are not logged where the client has gone', async () => {
  let isAborted = (): void => undefined;
  const aborted = new Promise<void>((resolve) => (isAborted = resolve));
  const { port, logged } = await serving(
    (_request, _response, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
          isAborted();
        });
      }),
  );
  const half = connect(port, '127.0.0.1');
  half.end('POST /half HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n1234');
  await once(half.resume(), 'close');
  const impatient = connect(port, '127.0.0.1');
  impatient.write('GET /impatient HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', () => impatient.destroy());
  await aborted;
  expect(await logged()).toEqual([]);
});

it('are refused before their body is sent where it is announced as too large', async () => {
  const { port } = await serving(bug);
  const client = connect(port, '127.0.0.1');
  client.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2097153\r\n\r\n');
  const [first] = (await once(client, 'data')) as [Buffer];
  client.destroy();
  expect(first.toString()).toMatch(/^HTTP\/1\.1 413 [^]*\r\nConnection: close\r\n/);
});

it('have their path and query read as they were sent', async () => {
  const requests: unknown[] = [];
  const { url } = await serving((request) => {
    requests.push({ ...request, body: request.body.toString(), query: [...request.query] });
    return { status: 201, contentType: null, body: 'ö' };
  });
  const answer = await ask(`${url}//a//b%2Fc/?x=1&y=%20?`, {
    ...{ method: 'PUT', body: 'text', headers: { 'content-type': 'a/b', accept: 'c/d' } },
  });
  expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([201, 'ö', '2']);
  expect(answer.headers['content-type']).toBeUndefined();
  expect(answer.headers['x-server-timestamp']).toBe('5');
  const head = await ask(url, { method: 'HEAD' });
  expect([head.status, head.text]).toEqual([201, '']);
  expect(requests).toEqual([
    {
      ...{ method: 'PUT', path: ['a', 'b/c'], contentType: 'a/b', accept: 'c/d', body: 'text' },
      query: [
        ['x', '1'],
        ['y', ' ?'],
      ],
    },
    { method: 'GET', path: [], query: [], contentType: null, accept: null, body: '' },
  ]);
});

it('of pages on this computer are allowed before they are sent', async () => {
  const { url } = await serving(bug);
  const headers = { origin: 'http://localhost:1', 'access-control-request-method': 'POST' };
  const { status, text, headers: allowed } = await ask(url, { method: 'OPTIONS', headers });
  expect([status, text, allowed['access-control-allow-origin']]).toEqual([200, '', '*']);
  expect(allowed['access-control-allow-headers']).toBe(
    'Accept, Accept-Language, Content-Language, Content-Type',
  );
});
