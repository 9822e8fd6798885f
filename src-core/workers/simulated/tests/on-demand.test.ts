/** Blocks on demand: the goals, the worker, and the server over real HTTP. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    await ask('POST', '/make-blocks', '{"0": 2}');
    expect([...goals.left()]).toEqual([
      [0, 5],
      [2, 1],
    ]);
  });

  it.each([
    ['', 'not JSON'],
    ['{"0": 1', 'not JSON'],
    ['[1]', 'expected an object'],
    ['null', 'expected an object'],
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
    expect(await ask('GET', '/make-blocks?x')).toMatchObject({ status: 405 });
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
    expect(await ask('POST', '/make-blocks', '{"0": 1}')).toMatchObject({ status: 500 });
    stop();
    expect(await ask('POST', '/make-blocks', '{"0": 1}')).toMatchObject({ status: 200 });
    await log.flush();
    const errors = logged.filter((line) => line.startsWith('error'));
    expect(errors).toEqual([expect.stringContaining('made to break')]);
  });

  it('refuses what is too large and what comes from a web page', async () => {
    const large = `{"0": 1}${' '.repeat(70_000)}`;
    expect(await ask('POST', '/make-blocks', large)).toMatchObject({ status: 413 });
    const origin = { origin: 'http://example.org' };
    expect(await ask('POST', '/make-blocks', '{"0": 1}', origin)).toMatchObject({ status: 403 });
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
