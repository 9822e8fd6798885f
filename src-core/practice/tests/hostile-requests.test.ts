/** Requests that no miner sends, over real HTTP: each is answered, and the node keeps running. */
import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import { unwrap } from '../../result.ts';
import { hostileJson } from '../../tests/hostile/json-texts.ts';
import { startPracticeNode } from '../practice-node.ts';
import type { PracticeOptions } from '../api/practice-options.ts';
import { hostileBodyOf, hostilePath, hostileQuery } from './hostile-request.ts';
import { MINER, api, ask, readJob } from './mini-client.ts';

async function start(options: Partial<PracticeOptions> = {}) {
  const lines: string[] = [];
  const written = new EventEmitter();
  const log = createLog({
    level: 'info',
    sink(batch) {
      lines.push(...batch.map(text));
      written.emit('lines');
    },
  });
  const text = (record: { level: string; text: string }): string =>
    `${record.level} ${record.text}`;
  const node = unwrap(
    await startPracticeNode(
      { port: 0, graph: 'triangle', firstDifficulty: 20, ...options },
      log.logger,
    ),
  );
  onTestFinished(() => node.kill());
  const errors = async (): Promise<string[]> => {
    await log.flush();
    return lines.filter((line) => line.startsWith('error'));
  };
  const logged = async (part: string): Promise<void> => {
    while (!lines.some((line) => line.includes(part))) await once(written, 'lines');
  };
  return { node, lines, errors, logged, url: node.url, ...api(node.url, node.versionName) };
}

describe('a practice node', () => {
  it('answers any value in any place of a request', async () => {
    const { url, errors, node } = await start();
    const base = `/chainweb/0.0/${node.versionName}`;
    const type = fc.constantFrom('application/json', 'application/octet-stream', 'x', ';;=;,q=q');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'HEAD'),
        hostilePath,
        hostileQuery,
        type,
        hostileBodyOf(hostileJson),
        async (method, where, what, kind, content) => {
          const headers = { 'content-type': kind, accept: kind, origin: kind };
          const target = `${url}${base}/${where}?${what}`;
          const answer = await ask(target, { method, headers, body: content });
          expect(answer.status).toBeGreaterThanOrEqual(200);
        },
      ),
      { numRuns: 300 },
    );
    expect(await errors()).toEqual([]);
    expect((await ask(`${url}/info`)).status).toBe(200);
  });

  it('answers a solution whose bytes are anything', async () => {
    const { work, solved, errors } = await start({ checkPow: false, payloadExpiryMs: 50 });
    const change = fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change), async (changes) => {
        const given = await work();
        const bytes = Buffer.from(readJob(given.body).work);
        for (const [at, filling] of changes) bytes.set(filling.slice(0, 1), at % bytes.length);
        for (const [at, filling] of changes.slice(0, 1)) {
          bytes.set(filling.slice(0, bytes.length - (at % bytes.length)), at % bytes.length);
        }
        expect([200, 400, 404, 500]).toContain((await solved(bytes)).status);
      }),
      { numRuns: 200 },
    );
    expect(await errors()).toEqual([]);
  });

  it('repeats no more than the beginning of an account that it refuses', async () => {
    const { work, lines } = await start();
    const answer = await work({ ...MINER, account: 'x'.repeat(100_000) });
    expect(answer.status).toBe(403);
    expect(answer.text.length).toBeLessThan(400);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(400);
  });

  it('keeps running when a block that had to wait for its time breaks something', async () => {
    // The time of the block comes when this says so, however slow the answer is.
    let nowMicros = Date.now() * 1_000;
    const { work, solved, logged, url } = await start({
      checkPow: false,
      nowMicros: () => nowMicros,
      onNews: () => {
        throw new Error('made to break');
      },
    });
    const bytes = Buffer.from(readJob((await work()).body).work);
    bytes.writeBigInt64LE(bytes.readBigInt64LE(8) + 200_000n, 8);
    expect((await solved(bytes)).status).toBe(200);
    nowMicros += 1_000_000;
    await logged('made to break');
    expect((await ask(`${url}/info`)).status).toBe(200);
  });

  it('keeps running after bytes that are not HTTP', async () => {
    const { url, errors } = await start();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.boolean(), async (bytes, isRequest) => {
        const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
        socket.on('error', () => undefined);
        if (isRequest) socket.write('POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: 9e9\r\n');
        socket.end(bytes);
        socket.resume();
        await new Promise((resolve) => socket.once('close', resolve));
      }),
    );
    expect(await errors()).toEqual([]);
    expect((await ask(`${url}/info`)).status).toBe(200);
  });
});
