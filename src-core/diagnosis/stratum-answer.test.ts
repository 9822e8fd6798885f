import { createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { closeAfterTest } from '../node/tests/node-test.ts';
import { freePort, listenOnLoopback } from '../tests/loopback-server.ts';
import { speaksStratum, takesConnections } from './stratum-answer.ts';

/** The port of a server that answers a request with these parts, and then ends unless it `stays`. */
async function answering(parts: readonly string[], stays = false): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      for (const part of parts) socket.write(part);
      if (!stays) socket.end();
    });
  });
  return closeAfterTest(await listenOnLoopback(server)).port;
}

it.each([
  [['{"id":1,"result":true}\n'], true],
  [['{"id":1,"error":[20,"no",null]}\n'], true],
  [['{"id":1,', '"result":null,"error":null}\n{"id":2}\n'], true],
  [['{"id":1}\n'], false],
  [['{"result":true}\n'], false],
  [['"id result"\n'], false],
  [['null\n'], false],
  [['HTTP/1.1 400 Bad Request\r\n\r\n'], false],
  [['{"id":1,"result":true}'], false],
  [[], false],
])('knows a server that speaks JSON-RPC in lines by its answer %j', async (parts, speaks) => {
  expect(await speaksStratum('127.0.0.1', await answering(parts))).toBe(speaks);
});

it('gives up a server that answers with a line without end, before its time is over', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const endless = await answering(['{"id":1,"result":"', 'x'.repeat(5_000)], true);
  expect(await speaksStratum('127.0.0.1', endless)).toBe(false);
});

it('knows whether anything takes connections', async () => {
  expect(await takesConnections('127.0.0.1', await answering([]))).toBe(true);
  expect(await takesConnections('127.0.0.1', await freePort())).toBe(false);
});
