/** Servers that answer what no node answers. */
import fc from 'fast-check';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { encodeWorkHeader } from '../../chainweb/work-header.ts';
import { createLog } from '../../logging/logger.ts';
import type { LogRecord } from '../../logging/log-record.ts';
import { TRAPS, hostileJson } from '../../tests/hostile/json-texts.ts';
import { hostileAnswer, hostileBodyOf } from '../../tests/hostile/node-answers.ts';
import { mainnetFirst } from '../../tests/known-headers.ts';
import { listenOnLoopback, serveHttp } from '../../tests/loopback-server.ts';
import { watchCut } from '../pool/cut-watcher.ts';
import { parseCut, parseHeaderPage, parseInfo, parseReward } from '../answer-parsers.ts';
import type { NodeEvent } from '../node-events.ts';
import { MAX_HEADER_BYTES, PAGE_FRAME_BYTES } from '../node-limits.ts';
import { clientOf, closeAfterTest, collector, logger as quiet, scriptedNode } from './node-test.ts';
import { createUpdateStreams } from '../updates/update-stream.ts';

/** A server that answers the first bytes of each connection with `answer`. */
async function startRawNode(answer: () => Buffer | string, ends: boolean): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (ends ? socket.end(answer()) : socket.write(answer())));
  });
  return closeAfterTest(await listenOnLoopback(server)).address;
}

const readers = {
  info: parseInfo,
  cut: parseCut,
  page: (body: Buffer) => parseHeaderPage(body, 12),
  reward: parseReward,
};
const reader = fc.constantFrom(...Object.values(readers));
const hash = 'a'.repeat(43);

describe('any JSON in any place of an answer', () => {
  it('is read or refused', () => {
    fc.assert(
      fc.property(reader, hostileBodyOf(hostileJson), (read, text) => {
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
  ] as const)('a %s of a hundred thousand wrong items gets one error message', (name, text) => {
    const answer = readers[name](Buffer.from(text));
    expect(!answer.ok && answer.error.detail).toMatch(/^[a-zA-Z]+: expected at most \d+ items$/);
  });

  it('a block with a time that no date can hold is refused', () => {
    const header = { ...mainnetFirst, creationTimeMicros: 2n ** 63n - 1n };
    const item = Buffer.concat([encodeWorkHeader(header), Buffer.alloc(32)]).toString('base64url');
    const answer = parseHeaderPage(Buffer.from(JSON.stringify({ items: [item] })), 1);
    expect(answer).toMatchObject({ error: { kind: 'nonsense-answer' } });
  });
});

describe('any bytes instead of an answer', () => {
  it.each([true, false])('end the request in time (connection ended: %s)', async (ends) => {
    let raw: Buffer = Buffer.alloc(0);
    const client = clientOf(await startRawNode(() => raw, ends), { timeoutMs: 100 });
    await fc.assert(
      fc.asyncProperty(hostileAnswer, async (answer) => {
        raw = answer;
        const read = await client.info();
        if (!read.ok) expect(read.error.kind).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('a protocol switch that was not asked for is a failed request', async () => {
    const answer = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
    const client = clientOf(await startRawNode(() => answer, false));
    expect(await client.info()).toMatchObject({
      error: { detail: 'the connection was closed without an answer' },
    });
  });
});

describe('a cut of 512 chains that all move', () => {
  const cut = JSON.stringify({
    hashes: Object.fromEntries(
      Array.from({ length: 512 }, (_, id) => [id, { height: 100, hash: 'a'.repeat(43) }]),
    ),
  });

  it('is followed by a few requests for headers at a time', async () => {
    let open = 0;
    let most = 0;
    let asked = 0;
    const answered = collector<number>();
    // Not all 512: on a busy computer the time for them is over before.
    const many = answered.next((count) => count >= 64);
    const node = closeAfterTest(
      await serveHttp((request, response) => {
        request.resume();
        if (request.url?.endsWith('/cut') === true) {
          response.end(cut);
          return;
        }
        open += 1;
        asked += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          response.end('{"items":[]}');
          answered.add(asked);
        }, 3);
      }),
    );
    const client = clientOf(node.address);
    const common = { client, version: 'x', logger: quiet, onEvent: () => undefined };
    closeAfterTest(watchCut({ ...common, intervalMs: 60_000 })).listen(() => undefined);
    await many;
    expect(most).toBeLessThanOrEqual(8);
  });

  it('gets no more bytes read of each answer than its headers can have', async () => {
    const node = closeAfterTest(
      await serveHttp((_, response) => response.end(Buffer.alloc(128 * 1024, ' '))),
    );
    const tip = { chain: mkChainId(0), height: 100, hash };
    const range = { from: 89, to: 100 };
    const headers = await clientOf(node.address).ancestors('x', tip, range);
    const detail = `an answer of more than ${PAGE_FRAME_BYTES + 12 * MAX_HEADER_BYTES} bytes`;
    expect(headers).toMatchObject({ ok: false, error: { detail } });
  });
});

describe('a bug in the handling of an event', () => {
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

  it('is logged, and the update stream is reopened', async () => {
    const node = await scriptedNode();
    const streams = createUpdateStreams({
      client: clientOf(node.address),
      version: 'scripted',
      logger: log.logger,
      onEvent: breakOnce('stream-closed'),
      onCutHint: () => undefined,
    });
    closeAfterTest(streams).listen(mkChainId(0), () => undefined);
    await node.until(() => node.streams.size === 1);
    for (const stream of node.streams) stream.destroy();
    await node.until(() => node.asked.length === 2);
    expect(await errors()).toBe(1);
  });

  it('is logged, and the cut is polled again', async () => {
    const node = await scriptedNode();
    const watcher = watchCut({
      client: clientOf(node.address),
      version: 'scripted',
      intervalMs: 10,
      logger: log.logger,
      onEvent: breakOnce('cut-seen'),
    });
    closeAfterTest(watcher).listen(() => undefined);
    await node.until(() => node.asked.filter((path) => path.endsWith('/cut')).length >= 3);
    expect(await errors()).toBe(1);
  });
});
