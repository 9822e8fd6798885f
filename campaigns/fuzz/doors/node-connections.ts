/** Bytes that come on a node's connections, instead of an answer or of an update stream. */
import { createServer } from 'node:net';
import { createNodeClient } from '../../../src-core/node/node-client.ts';
import { mkChainId } from '../../../src-core/chainweb/chain-graph.ts';
import { hostileAnswer } from '../../../src-core/tests/hostile/node-answers.ts';
import { listenOnLoopback } from '../../../src-core/tests/loopback-server.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

/** Longer than an answer takes on a loaded computer: each server here ends its connections. */
const TIMEOUT_MS = 20_000;

export const nodeConnections: Door<string> = {
  name: 'node-connections',
  inputs: 100_000,
  together: 32,
  // As Latin-1, a character for each byte.
  input: hostileAnswer.map((bytes) => bytes.toString('latin1')),
  async open() {
    const waiting: string[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.from(waiting.shift() ?? '', 'latin1')));
    });
    const listener = await listenOnLoopback(server);
    const client = createNodeClient({
      node: listener.address,
      useTls: false,
      insecure: false,
      timeoutMs: TIMEOUT_MS,
    });
    async function readUpdates(): Promise<void> {
      const stream = await client.updates('x', mkChainId(0), AbortSignal.timeout(TIMEOUT_MS));
      if (!stream.ok) return;
      stream.value.on('error', () => undefined).resume();
      await new Promise((resolve) => stream.value.once('close', resolve));
    }
    return {
      async send(answers) {
        waiting.splice(0, waiting.length, ...answers);
        const asked = answers.map(async (_, i) => {
          if (i % 4 === 3) return readUpdates();
          const read = await client.info();
          const detail = read.ok ? '' : read.error.detail;
          mustHold(detail.length <= 400, 'a failure is described in short', detail);
        });
        await Promise.all(asked);
      },
      async close() {
        client.close();
        await listener.close();
      },
    };
  },
};
