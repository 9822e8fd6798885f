/** Blocks on demand: the goals, the worker, and the server over real HTTP. */
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mkChainId } from '../../../chainweb/chain-graph.ts';
import type { ChainId } from '../../../chainweb/chain-graph.ts';
import { createLog } from '../../../logging/logger.ts';
import { TRAPS, hostileJson } from '../../../tests/hostile/json-texts.ts';
import { listenOnLoopback } from '../../../tests/loopback-server.ts';
import type { LoopbackServer } from '../../../tests/loopback-server.ts';
import { madeUpWork } from '../../../tests/made-up-work.ts';
import { BlockGoals } from '../block-goals.ts';
import { createOnDemandServer } from '../on-demand-server.ts';
import { createOnDemandWorker } from '../on-demand-worker.ts';

const logged: string[] = [];
const log = createLog({
  level: 'info',
  sink: (batch) => void logged.push(...batch.map(({ level, text }) => `${level} ${text}`)),
});
const { logger } = log;
const never = new AbortController().signal;
const chainIds = (...ids: number[]): ChainId[] => ids.map(mkChainId);

let chains: ChainId[] | null;
let dropped: [number, number][];
let nowMs: number;
let goals: BlockGoals;
let server: LoopbackServer;

beforeEach(async () => {
  logged.length = 0;
  chains = chainIds(0, 1, 2);
  dropped = [];
  nowMs = 0;
  goals = new BlockGoals({
    chains: () => chains,
    onDropped: (chain, count) => dropped.push([chain, count]),
    nowMs: () => nowMs,
  });
  server = await listenOnLoopback(createOnDemandServer(goals, logger, '127.0.0.1'));
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

async function ask(method: string, path: string, body?: string, headers = {}): Promise<Answer> {
  const response = await fetch(`http://${server.address}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  const type = response.headers.get('content-type');
  return { status: response.status, type, text: await response.text() };
}

describe('the server', () => {
  it('takes counts per chain, and adds them to those it has', async () => {
    const answer = await ask('POST', '/make-blocks', '{"0": 3, "2": 1, "1": 0}');
    expect(answer).toEqual({ status: 200, type: 'text/plain', text: '[]' });
    await ask('POST', '/make-blocks?why=test', '{"0": 2}');
    expect([...goals.left()]).toEqual([
      [0, 5],
      [2, 1],
    ]);
    await ask('POST', '/make-blocks', '{}');
    await log.flush();
    expect(logged).toEqual([
      'info blocks asked for: 3 on chain 0, 0 on chain 1, 1 on chain 2',
      'info blocks asked for: 2 on chain 0',
      'info blocks asked for: none',
    ]);
  });

  it('names some of many chains', async () => {
    chains = chainIds(...Array.from({ length: 22 }, (_, id) => id));
    const asked = async (count: number): Promise<string | undefined> => {
      const body = Object.fromEntries(Array.from({ length: count }, (_, id) => [id, 1]));
      await ask('POST', '/make-blocks', JSON.stringify(body));
      await log.flush();
      return logged.at(-1);
    };
    const twenty = Array.from({ length: 20 }, (_, id) => `1 on chain ${id}`).join(', ');
    expect(await asked(20)).toBe(`info blocks asked for: ${twenty}`);
    expect(await asked(22)).toBe(`info blocks asked for: ${twenty} and 2 more`);
  });

  it('takes as many blocks, and as long a request, as it says', async () => {
    const body = '{"0": 1000000}'.padEnd(64 * 1024);
    expect(await ask('POST', '/make-blocks', body)).toMatchObject({ status: 200 });
    expect([...goals.left()]).toEqual([[0, 1_000_000]]);
  });

  it.each([
    ['', 'not JSON'],
    ['{"0": 1', 'not JSON'],
    ['[1]', 'expected an object'],
    ['null', 'expected an object'],
    ['5', 'expected an object'],
    [`{"${'1'.repeat(50)}": 1}`, `: "${'1'.repeat(40)}" is not a chain id`],
    ['{"4294967296": 1}', '"4294967296" is not a chain id'],
    ['{"4294967295": 1}', 'this network has no chain 4294967295'],
    ['{"0": 1000001}', 'chain 0 needs a whole number from 0 to 1000000, got 1000001'],
    ['{"zero": 1}', '"zero" is not a chain id'],
    ['{"00": 1}', '"00" is not a chain id'],
    ['{"99999999999": 1}', 'is not a chain id'],
    ['{"__proto__": 1}', '"__proto__" is not a chain id'],
    ['{"0": -1}', 'chain 0 needs a whole number'],
    ['{"0": 1.5}', 'chain 0 needs a whole number'],
    ['{"0": "1"}', 'got "1"'],
    ['{"0": 1e9}', 'chain 0 needs a whole number from 0 to 1000000'],
    ['{"0": 1, "77": 1}', 'this network has no chain 77'],
  ])('refuses %j and says why, taking nothing', async (body, reason) => {
    const { status, text } = await ask('POST', '/make-blocks', body);
    expect(status).toBe(400);
    expect(text).toMatch(/^invalid request body/);
    expect(text).toContain(reason);
    expect(goals.left().size).toBe(0);
  });

  it('answers that there is no other endpoint', async () => {
    const text = "The on-demand worker's only endpoint is /make-blocks";
    expect(await ask('POST', '/', '{"0": 1}')).toMatchObject({ status: 404, text });
    expect(await ask('GET', '/make-block')).toMatchObject({ status: 404, text });
    expect(await ask('POST', '/elsewhere?/make-blocks')).toMatchObject({ status: 404, text });
    const got = await fetch(`http://${server.address}/make-blocks?why=test`);
    expect([got.status, await got.text()]).toEqual([405, 'use POST for /make-blocks']);
    expect(got.headers.get('allow')).toBe('POST');
  });

  it('does not mind a peer that leaves within its request', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('POST /make-blocks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{"0"');
    await once(socket, 'ready');
    // Its request has come when another is answered.
    await ask('GET', '/');
    socket.destroy();
    await ask('GET', '/');
    await log.flush();
    expect(logged).toEqual([]);
  });

  it('answers any JSON in any place', async () => {
    const body = fc.oneof(
      hostileJson,
      hostileJson.map((value) => `{"0":${value}}`),
      hostileJson.map((value) => `{"1":1,${JSON.stringify(value.slice(0, 50))}:${value}}`),
    );
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const answer = await ask('POST', '/make-blocks', text);
        expect([200, 400, 413]).toContain(answer.status);
        expect(answer.text.length).toBeLessThan(1_000);
      }),
      { examples: TRAPS.map((trap) => [`{"0":${trap}}`]) },
    );
    await log.flush();
    expect(logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('answers 500 when something in it throws, logs it, and continues', async () => {
    const stop = goals.listen(() => {
      throw new Error('made to break');
    });
    expect(await ask('POST', '/make-blocks', '{"0": 1}')).toMatchObject({
      ...{ status: 500, text: 'something went wrong; see the log' },
    });
    stop();
    expect(await ask('POST', '/make-blocks', '{"0": 1}')).toMatchObject({ status: 200 });
    await log.flush();
    const errors = logged.filter((line) => line.startsWith('error'));
    expect(errors).toEqual([
      expect.stringContaining('error a request failed: Error: made to break'),
    ]);
  });

  it('refuses what is too large and what comes from a web page', async () => {
    const large = `{"0": 1}${' '.repeat(70_000)}`;
    expect(await ask('POST', '/make-blocks', large)).toMatchObject({
      ...{ status: 413, text: 'request body larger than 65536 bytes' },
    });
    for (const origin of ['http://example.org', 'http://localhost:3000']) {
      const asked = ask('POST', '/make-blocks', '{"0": 1}', { origin });
      expect(await asked).toMatchObject({ status: 403 });
    }
    expect(goals.left().size).toBe(0);
  });
});

describe('the worker', () => {
  it('waits until blocks are requested, and then returns its work unchanged', async () => {
    const worker = createOnDemandWorker({ name: 'D', goals });
    const work = madeUpWork({ chain: 1 });
    const search = worker.solve(work, never);
    await ask('POST', '/make-blocks', '{"1": 1}');
    expect(await search).toEqual({ ok: true, value: { work, bytes: work.bytes } });
    expect(goals.left().size).toBe(0);
  });

  it('leaves its search when preempted or closed', async () => {
    const worker = createOnDemandWorker({ name: 'D', goals });
    const abort = new AbortController();
    const search = worker.solve(madeUpWork(), abort.signal);
    abort.abort();
    expect(await search).toMatchObject({ error: { kind: 'preempted' } });
    const another = worker.solve(madeUpWork(), never);
    await worker.close();
    expect(await another).toMatchObject({ error: { kind: 'preempted' } });
    goals.add(new Map([[0, 1]]));
    expect(goals.left().size).toBe(1);
  });

  it('takes no block after its search, whatever it waited for', async () => {
    const worker = createOnDemandWorker({ name: 'D', goals });
    const work = madeUpWork({ chain: 1 });
    goals.add(new Map([[1, 9]]));
    expect((await worker.solve(work, never)).ok).toBe(true);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const abort = new AbortController();
      const search = worker.solve(work, abort.signal);
      // It looks again, and waits again for the block that may be lost.
      goals.add(new Map([[0, 1]]));
      expect(vi.getTimerCount()).toBe(1);
      abort.abort();
      expect(await search).toMatchObject({ error: { kind: 'preempted' } });
      expect(vi.getTimerCount()).toBe(0);
      goals.add(new Map([[0, 1]]));
      expect([...goals.left()]).toEqual([
        [1, 8],
        [0, 2],
      ]);
      // Without goals there is nothing to wait for.
      goals = new BlockGoals({ chains: () => chains, onDropped: () => undefined });
      const idle = createOnDemandWorker({ name: 'E', goals });
      void idle.solve(work, never);
      expect(vi.getTimerCount()).toBe(0);
      await idle.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('makes a block again that has been lost', async () => {
    const worker = createOnDemandWorker({ name: 'D', goals });
    const work = madeUpWork({ chain: 1 });
    goals.add(new Map([[1, 2]]));
    expect((await worker.solve(work, never)).ok).toBe(true);
    // The second attempt is due in 10 ms of real time, by when the clock has moved on as well.
    nowMs = 2_990;
    const again = worker.solve(work, never);
    nowMs = 3_000;
    expect((await again).ok).toBe(true);
  });
});

describe('the goals', () => {
  it('are met by any chain, and count down by their own', () => {
    goals.add(new Map([[0, 2]]));
    expect(goals.take(madeUpWork({ chain: 1 }))).toBe('now');
    expect(goals.take(madeUpWork({ chain: 0, parent: 'a' }))).toBe('now');
    expect(goals.take(madeUpWork({ chain: 1, parent: 'b' }))).toBe('now');
    expect(goals.take(madeUpWork({ chain: 0, parent: 'b' }))).toBe('now');
    expect(goals.take(madeUpWork({ chain: 1, parent: 'c' }))).toEqual({ waitMs: null });
  });

  it('build once on a parent, so that no block is lost between two workers', () => {
    goals.add(new Map([[0, 5]]));
    expect(goals.take(madeUpWork({ chain: 0 }))).toBe('now');
    nowMs = 1_000;
    expect(goals.take(madeUpWork({ chain: 0, payload: 'other' }))).toEqual({ waitMs: 2_000 });
    nowMs = 3_000;
    expect(goals.take(madeUpWork({ chain: 0 }))).toBe('now');
  });

  it('are dropped, with a line in the log, when the network turns out not to have the chain', () => {
    chains = null;
    expect(goals.unknownChains([0, 77])).toEqual([]);
    goals.add(new Map([[77, 4]]));
    chains = chainIds(0);
    expect(goals.take(madeUpWork({ chain: 0 }))).toEqual({ waitMs: null });
    expect(dropped).toEqual([[77, 4]]);
  });
});
