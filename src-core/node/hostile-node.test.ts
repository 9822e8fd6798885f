/** Nodes, or what stands in their place, that answer what no node answers. */
import fc from 'fast-check';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { mkChainId } from '../chainweb/chain-graph.ts';
import { encodeWorkHeader } from '../chainweb/work-header.ts';
import { createLog } from '../logging/logger.ts';
import type { LogRecord } from '../logging/log-record.ts';
import { TRAPS, hostileJson } from '../tests/hostile-json.ts';
import { mainnetFirst } from '../tests/known-headers.ts';
import { listenOnLoopback } from '../tests/loopback-server.ts';
import { startScriptedNode } from '../tests/scripted-node.ts';
import { watchCut } from './cut-watcher.ts';
import { parseCut, parseHeaderPage, parseInfo } from './node-answers.ts';
import { createNodeClient } from './node-client.ts';
import type { NodeClient } from './node-client.ts';
import type { NodeEvent } from './node-events.ts';
import { createUpdateStreams } from './update-stream.ts';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

function using<T extends { close(): unknown }>(thing: T): T {
  opened.push(thing);
  return thing;
}

function clientOf(node: string, timeoutMs = 2_000): NodeClient {
  return using(createNodeClient({ node, useTls: false, insecure: false, timeoutMs }));
}

/** A server that answers each connection's first bytes with these. */
async function startRawNode(answer: () => Buffer | string, ends: boolean): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (ends ? socket.end(answer()) : socket.write(answer())));
  });
  return using(await listenOnLoopback(server)).address;
}

const readers = {
  info: parseInfo,
  cut: parseCut,
  page: (body: Buffer) => parseHeaderPage(body, 12),
};
const reader = fc.constantFrom(...Object.values(readers));
const hash = 'a'.repeat(43);

describe('any JSON in any place of an answer', () => {
  it('is read or refused', () => {
    const body = fc.oneof(
      hostileJson,
      hostileJson.map((value) => `{"nodeVersion":${value}}`),
      hostileJson.map((value) => `{"nodeVersion":"x","nodeChains":${value}}`),
      hostileJson.map((value) => `{"nodeVersion":"x","nodeGraphHistory":${value}}`),
      hostileJson.map((value) => `{"nodeVersion":"x","nodeGraphHistory":[[0,[[0,[${value}]]]]]}`),
      hostileJson.map((value) => `{"nodeVersion":"x","nodeBlockDelay":${value}}`),
      hostileJson.map((value) => `{"hashes":${value}}`),
      hostileJson.map((value) => `{"hashes":{"0":${value}}}`),
      hostileJson.map((value) => `{"hashes":{"0":{"hash":"${hash}","height":${value}}}}`),
      hostileJson.map((value) => `{"items":${value}}`),
      hostileJson.map((value) => `{"items":[${value}]}`),
    );
    fc.assert(
      fc.property(reader, body, (read, text) => {
        const answer = read(Buffer.from(text));
        if (!answer.ok) expect(answer.error.detail.length).toBeLessThanOrEqual(400);
      }),
      {
        numRuns: 500,
        examples: TRAPS.map((trap): [typeof parseCut, string] => [
          parseCut,
          `{"hashes":{"0":${trap}}}`,
        ]),
      },
    );
  });

  it.each([
    ['page', '{"items":[' + '1,'.repeat(100_000) + '1]}'],
    ['info', '{"nodeVersion":"x","nodeGraphHistory":[' + '1,'.repeat(100_000) + '1]}'],
  ] as const)('a %s of a hundred thousand wrong items has one complaint', (name, text) => {
    const answer = readers[name](Buffer.from(text));
    expect(!answer.ok && answer.error.detail).toContain('Too big');
    expect(!answer.ok && answer.error.detail).not.toContain('Invalid');
  });

  it('a block from beyond all dates is refused', () => {
    const header = { ...mainnetFirst, creationTimeMicros: 2n ** 63n - 1n };
    const item = Buffer.concat([encodeWorkHeader(header), Buffer.alloc(32)]).toString('base64url');
    const answer = parseHeaderPage(Buffer.from(JSON.stringify({ items: [item] })), 1);
    expect(answer).toMatchObject({ error: { kind: 'nonsense-answer' } });
  });
});

describe('any bytes instead of an answer', () => {
  it.each([true, false])('end the request in time (connection ended: %s)', async (ends) => {
    let raw = Buffer.alloc(0);
    const client = clientOf(await startRawNode(() => raw, ends), 100);
    const line = fc.oneof(
      fc.constantFrom(
        'HTTP/1.1 200 OK',
        'HTTP/1.1 101 Switching',
        'HTTP/1.1 000 ',
        'HTTP/1.1 103 x',
      ),
      fc.constantFrom('Upgrade: x', 'Connection: upgrade', 'Connection: close'),
      fc.constantFrom('Content-Length: 3', 'Content-Length: 9e9', 'Transfer-Encoding: chunked'),
      fc.string(),
      fc.constantFrom('', 'ZZZ', '3', 'abc', '{"nodeVersion":"x"}'),
    );
    const bytes = fc.oneof(
      fc.array(line).map((lines) => Buffer.from(`HTTP/1.1 200 OK\r\n${lines.join('\r\n')}`)),
      fc.array(line).map((lines) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)),
      fc.uint8Array().map((array) => Buffer.from(array)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (answer) => {
        raw = answer;
        const read = await client.info();
        if (!read.ok) expect(read.error.kind).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('a switch of protocols that nobody asked for is a failed request', async () => {
    const answer = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
    const client = clientOf(await startRawNode(() => answer, false));
    expect(await client.info()).toMatchObject({
      error: { detail: 'the connection was closed without an answer' },
    });
  });
});

describe('a fault while news of a node is handled', () => {
  function breakOnce(type: NodeEvent['type']): (event: NodeEvent) => void {
    let isBroken = false;
    return (event) => {
      if (event.type !== type || isBroken) return;
      isBroken = true;
      throw new Error('made to break');
    };
  }
  const records: LogRecord[] = [];
  const log = createLog({ level: 'error', sink: (batch) => void records.push(...batch) });
  const errors = async (): Promise<number> => {
    await log.flush();
    return records.splice(0).filter(({ text }) => text.includes('made to break')).length;
  };

  it('is logged, and the update stream is opened again', async () => {
    const node = using(await startScriptedNode());
    const streams = createUpdateStreams({
      client: clientOf(node.address),
      version: 'scripted',
      logger: log.logger,
      onEvent: breakOnce('stream-closed'),
      onCutHint: () => undefined,
    });
    using(streams).listen(mkChainId(0), () => undefined);
    await node.until(() => node.streams.size === 1);
    for (const stream of node.streams) stream.destroy();
    await node.until(() => node.asked.length === 2);
    expect(await errors()).toBe(1);
  });

  it('is logged, and the cut is asked for again', async () => {
    const node = using(await startScriptedNode());
    const watcher = watchCut({
      client: clientOf(node.address),
      version: 'scripted',
      intervalMs: 10,
      logger: log.logger,
      onEvent: breakOnce('cut-seen'),
    });
    using(watcher).listen(() => undefined);
    await node.until(() => node.asked.filter((path) => path.endsWith('/cut')).length >= 3);
    expect(await errors()).toBe(1);
  });
});
