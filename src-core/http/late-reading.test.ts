/** Answers that are there in time and read late, because the whole program stood still meanwhile. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { closeAfterTest } from '../node/tests/node-test.ts';
import { openConnections } from './connections.ts';
import { sendRequest } from './http-request.ts';

/** A server in a thread of its own, which answers while this one stands still. `answered` is set then. */
const SERVER = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const server = createServer((request, response) => {
  parentPort.postMessage('asked');
  Atomics.wait(workerData, 0, 0);
  response.on('finish', () => {
    Atomics.store(workerData, 1, 1);
    Atomics.notify(workerData, 1);
  });
  response.end('in time');
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;
const LIMIT_MS = 1_000;

it('an answer that arrived while the program stood still is no timeout', async () => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const server = new Worker(SERVER, { eval: true, workerData: shared });
  onTestFinished(async () => void (await server.terminate()));
  const [port] = (await once(server, 'message')) as [number];
  const connections = closeAfterTest(openConnections({ insecure: false, connectMs: 20_000 }));
  const url = new URL(`http://127.0.0.1:${port}/`);
  const answer = sendRequest(connections, { method: 'GET', url }, LIMIT_MS);
  await once(server, 'message');
  Atomics.store(shared, 0, 1);
  Atomics.notify(shared, 0);
  Atomics.wait(shared, 1, 0);
  // Nothing else runs in this thread, until the limit is over.
  Atomics.wait(shared, 1, 1, 2 * LIMIT_MS);
  const read = await answer;
  expect(read.ok && read.value.body.toString()).toBe('in time');
});
