import { afterEach, describe, expect, it, vi } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { openHistory } from '../../history/history.ts';
import { ok } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { bodyOf, reply, serveHttp } from '../../tests/loopback-server.ts';
import type { LoopbackServer } from '../../tests/loopback-server.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { WorkOptions } from '../../tests/made-up-work.ts';
import { createNodeClient } from '../node-client.ts';
import type { NodeClient } from '../node-client.ts';
import type { SolutionEvent } from '../node-events.ts';
import { openOutbox } from './solution-outbox.ts';
import type { OutboxEntry, OutboxStore, SolutionOutbox } from './solution-outbox.ts';

let { logger, logged } = collectedLog();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  ({ logger, logged } = collectedLog());
  for (const close of closing.splice(0).reverse()) await close();
});

const entry = (id: string): OutboxEntry => ({
  id,
  node: 'http://127.0.0.1:1',
  versionName: 'practice',
  chain: mkChainId(3),
  height: 7,
  difficulty: 1000,
  worker: 'CPU 0',
  foundAtMs: Date.now(),
  bytes: Uint8Array.of(1, 2, 3),
});

function store(): OutboxStore {
  const history = openHistory(':memory:');
  closing.push(() => history.close());
  return history.outbox;
}

function clientOf({ address }: LoopbackServer): NodeClient {
  const client = createNodeClient({
    node: address,
    useTls: false,
    insecure: false,
    timeoutMs: 500,
  });
  closing.push(() => client.close());
  return client;
}

/** A node that answers one request after the other; `null` is a connection that breaks. */
async function nodeAnswering(...answers: (number | null)[]): Promise<{
  server: LoopbackServer;
  requests: () => number;
}> {
  let requests = 0;
  const server = await serveHttp((request, response) => {
    const answer = answers[Math.min(requests, answers.length - 1)] ?? null;
    requests += 1;
    request.resume();
    request.on('end', () => {
      if (answer === null) request.socket.destroy();
      else {
        response.setHeader('x-chainweb-node-version', '3.2');
        reply(response, answer, `answer ${answer}`);
      }
    });
  });
  closing.push(() => server.close());
  return { server, requests: () => requests };
}

interface Opened {
  readonly outbox: SolutionOutbox;
  readonly events: SolutionEvent[];
  /** Resolves with the event that settles a block. */
  settled(id: string): Promise<SolutionEvent>;
}

type Changes = Partial<Parameters<typeof openOutbox>[0]>;

function opened(kept: OutboxStore, client: () => NodeClient | null, changes: Changes = {}): Opened {
  const events: SolutionEvent[] = [];
  const waiting = new Map<string, (event: SolutionEvent) => void>();
  const final = ['accepted', 'refused', 'uncertain', 'superseded'].map((end) => `solution-${end}`);
  const outbox = openOutbox({
    store: kept,
    clientFor: client,
    logger,
    random: () => 0,
    onEvent: (event) => {
      events.push(event);
      if (final.includes(event.type)) waiting.get(event.id)?.(event);
    },
    ...changes,
  });
  closing.push(() => outbox.close(1_000));
  return {
    outbox,
    events,
    settled: (id) =>
      new Promise((resolve) => {
        const there = events.find((event) => event.id === id && final.includes(event.type));
        if (there === undefined) waiting.set(id, resolve);
        else resolve(there);
      }),
  };
}

describe('the outbox', () => {
  it('reports a solution as accepted only after the node said so', async () => {
    const { server, requests } = await nodeAnswering(200);
    const kept = store();
    const { outbox, events } = opened(kept, () => clientOf(server));
    const answered = outbox.submit(entry('a'));
    expect(kept.all()).toEqual([entry('a')].map((e) => ({ ...e, foundAtMs: expect.any(Number) })));
    await answered;
    expect(events.map(({ type }) => type)).toEqual(['solution-found', 'solution-accepted']);
    expect(requests()).toBe(1);
    expect(kept.all()).toEqual([]);
  });

  it('stores a solution, sends it, and reports it then', async () => {
    const steps: string[] = [];
    const { server } = await nodeAnswering(200);
    const kept = store();
    const outbox = openOutbox({
      store: { ...kept, put: (each) => void steps.push(`put ${each.id}`) },
      clientFor: () => ({ ...clientOf(server), solved }),
      logger,
      onEvent: ({ type }) => steps.push(type),
    });
    // Even if the answer comes at once.
    function solved(): ReturnType<NodeClient['solved']> {
      steps.push('sent');
      return Promise.resolve(ok(null));
    }
    closing.push(() => outbox.close(1_000));
    await outbox.submit(entry('a'));
    expect(steps).toEqual(['put a', 'sent', 'solution-found', 'solution-accepted']);
  });

  it('sends again through errors of the node until it accepts', async () => {
    const { server, requests } = await nodeAnswering(500, 503, 200);
    const client = clientOf(server);
    const { outbox, events, settled } = opened(store(), () => client);
    void outbox.submit(entry('a'));
    expect((await settled('a')).type).toBe('solution-accepted');
    expect(requests()).toBe(3);
    expect(events.filter(({ type }) => type === 'solution-retried')).toHaveLength(2);
  });

  it('keeps a solution while the node is down and submits it when it is back', async () => {
    const gone = await serveHttp(() => undefined);
    await gone.close();
    const kept = store();
    const { outbox, events, settled } = opened(kept, () => clientOf(gone));
    await outbox.submit(entry('a'));
    expect(events.at(-1)).toMatchObject({
      type: 'solution-retried',
      error: { kind: 'node-missing' },
    });
    expect(kept.all()).toHaveLength(1);
    const back = await serveHttp((_request, response) => reply(response, 200, ''), gone.port);
    closing.push(() => back.close());
    expect((await settled('a')).type).toBe('solution-accepted');
  });

  it('reports what the node refuses, and does not repeat it', async () => {
    const { server, requests } = await nodeAnswering(400);
    const { outbox, settled } = opened(store(), () => clientOf(server));
    void outbox.submit(entry('a'));
    const event = await settled('a');
    expect(event).toMatchObject({ type: 'solution-refused', error: { status: 400 } });
    expect(requests()).toBe(1);
  });

  it('treats a 404 as a refusal when nothing was sent before', async () => {
    const { server } = await nodeAnswering(404);
    const { outbox, settled } = opened(store(), () => clientOf(server));
    void outbox.submit(entry('a'));
    expect((await settled('a')).type).toBe('solution-refused');
  });

  it('calls a 404 uncertain when an earlier attempt broke off', async () => {
    const { server } = await nodeAnswering(null, 404);
    const client = clientOf(server);
    const { outbox, settled } = opened(store(), () => client);
    void outbox.submit(entry('a'));
    expect((await settled('a')).type).toBe('solution-uncertain');
  });

  it('sends what an earlier run of the program left, and calls its 404 uncertain', async () => {
    const { server } = await nodeAnswering(404);
    const kept = store();
    kept.put(entry('a'));
    const { settled } = opened(kept, () => clientOf(server));
    expect((await settled('a')).type).toBe('solution-uncertain');
  });

  it('sends again what a proxy in front of the node rejected for now', async () => {
    const { server, requests } = await nodeAnswering(429, 408, 200);
    const client = clientOf(server);
    const { outbox, settled } = opened(store(), () => client);
    void outbox.submit(entry('a'));
    expect((await settled('a')).type).toBe('solution-accepted');
    expect(requests()).toBe(3);
  });

  it('sends again what a proxy answered with pages of its own', async () => {
    const statuses = [403, 404, 401, 301, 200];
    const server = await serveHttp((request, response) => {
      request.resume().on('end', () => {
        response.setHeader('location', 'https://login.example/');
        response.setHeader('content-type', 'text/html');
        reply(response, statuses.shift() ?? 200, '<title>Sign in</title>');
      });
    });
    closing.push(() => server.close());
    const client = clientOf(server);
    const { outbox, settled } = opened(store(), () => client);
    void outbox.submit(entry('a'));
    expect((await settled('a')).type).toBe('solution-accepted');
  });

  it('calls a 404 uncertain when the block was sent twice over a worn connection', async () => {
    const used = new WeakSet<object>();
    const server = await serveHttp((request, response) => {
      request.resume().on('end', () => {
        if (used.has(request.socket)) request.socket.destroy();
        else if (request.method === 'GET') reply(response, 200, '{"nodeVersion":"x"}');
        else reply(response, 404, 'No associated Payload');
        used.add(request.socket);
      });
    });
    closing.push(() => server.close());
    const client = clientOf(server);
    expect((await client.info()).ok).toBe(true);
    const { outbox, settled } = opened(store(), () => client);
    void outbox.submit(entry('a'));
    expect((await settled('a')).type).toBe('solution-uncertain');
  });

  it('calls uncertain, after it has waited for a day, what the node may have accepted', async () => {
    const { server, requests } = await nodeAnswering(null);
    const client = clientOf(server);
    let nowMs = 0;
    const { outbox, events, settled } = opened(store(), () => client, { nowMs: () => nowMs });
    await outbox.submit(entry('a'));
    expect(events.at(-1)?.type).toBe('solution-retried');
    nowMs = 24 * 3_600_000;
    expect((await settled('a')).type).toBe('solution-uncertain');
    expect(requests()).toBe(2);
  });

  it('does not give a block up because the system clock was set forward', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    closing.push(() => vi.useRealTimers());
    const { server, requests } = await nodeAnswering(503, 503, 200);
    const client = clientOf(server);
    const { outbox, settled } = opened(store(), () => client);
    await outbox.submit(entry('a'));
    vi.setSystemTime(Date.now() + 48 * 3_600_000);
    expect((await settled('a')).type).toBe('solution-accepted');
    expect(requests()).toBe(3);
  });

  it('counts the time that a block has waited across restarts', async () => {
    const { server } = await nodeAnswering(503);
    const client = clientOf(server);
    const kept = store();
    let nowMs = 0;
    const first = opened(kept, () => client, { nowMs: () => nowMs });
    await first.outbox.submit(entry('a'));
    nowMs = 13 * 3_600_000;
    await first.outbox.close(1_000);
    expect(kept.all()).toMatchObject([{ id: 'a', waitedMs: nowMs }]);
    nowMs = 0;
    const second = opened(kept, () => client, { nowMs: () => nowMs });
    nowMs = 12 * 3_600_000;
    expect((await second.settled('a')).type).toBe('solution-uncertain');
  });

  it('gives a block up when its chain has grown by as much as in a day', async () => {
    const { server } = await nodeAnswering(503);
    const client = clientOf(server);
    let height = 7 + 2_879;
    const { outbox, events, settled } = opened(store(), () => client, {
      chainHeight: () => height,
    });
    await outbox.submit(entry('a'));
    expect(events.at(-1)?.type).toBe('solution-retried');
    height += 1;
    expect((await settled('a')).type).toBe('solution-uncertain');
  });

  it('never gives up a block whose place in the chain is free', async () => {
    const { server } = await nodeAnswering(503, 503, 200);
    const client = clientOf(server);
    let nowMs = 0;
    const { outbox, settled } = opened(store(), () => client, {
      chainHeight: () => 6,
      nowMs: () => nowMs,
    });
    await outbox.submit(entry('a'));
    nowMs = 48 * 3_600_000;
    expect((await settled('a')).type).toBe('solution-accepted');
  });

  it('reports a block before it removes it', async () => {
    const { server } = await nodeAnswering(200);
    const kept = store();
    const stored: number[] = [];
    const outbox = openOutbox({
      store: kept,
      clientFor: () => clientOf(server),
      logger,
      onEvent: () => stored.push(kept.all().length),
    });
    await outbox.submit(entry('a'));
    expect(stored).toEqual([1, 1]);
    expect(kept.all()).toEqual([]);
  });

  it('reports nothing once it is closed, and waits no longer than necessary', async () => {
    const silent = await serveHttp(() => undefined);
    closing.push(() => silent.close());
    const client = clientOf(silent);
    let answered = (): void => undefined;
    const failed = new Promise<void>((resolve) => (answered = resolve));
    const kept = store();
    const { outbox, events } = opened(kept, () => ({
      ...client,
      solved: (...words) => client.solved(...words).finally(answered),
    }));
    void outbox.submit(entry('a'));
    await outbox.close(1);
    client.close();
    await failed;
    await new Promise((resolve) => setImmediate(resolve));
    expect(events.map(({ type }) => type)).toEqual(['solution-found']);
    expect(kept.all()).toHaveLength(1);
    const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    await opened(store(), () => null).outbox.close(60_000);
    const after = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    expect(after).toBeLessThanOrEqual(timers);
  });

  it('leaves unanswered solutions stored when it is closed', async () => {
    const kept = store();
    const { outbox } = opened(kept, () => null);
    await outbox.submit(entry('a'));
    await outbox.close(1_000);
    expect(kept.all().map(({ id }) => id)).toEqual(['a']);
  });
});

describe('several solutions', () => {
  /** Entries of one work unless `changes` says otherwise; ids differ as the blocks' nonces would. */
  const solved = (id: string, changes: WorkOptions = {}): OutboxEntry => {
    const work = madeUpWork({ creationTimeMicros: BigInt(id.charCodeAt(0)), ...changes });
    return { ...entry(id), chain: work.chain, height: work.header.height, bytes: work.bytes };
  };

  /** A node that takes each payload once, as nodes do; `refuse` answers the first request. */
  async function singleUseNode(refuse?: number): Promise<{
    readonly client: NodeClient;
    readonly posted: number[];
    /** Answers the requests that wait, and those to come. */
    answer(): void;
  }> {
    const taken = new Set<string>();
    const posted: number[] = [];
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const server = await serveHttp((request, response) => {
      void bodyOf(request).then(async (body) => {
        posted.push(Number(body.readBigInt64LE(8)));
        const payload = body.subarray(-96, -64).toString('hex');
        await mayAnswer;
        if (posted.length === 1 && refuse !== undefined) {
          reply(response, refuse, 'Invalid solved work: Invalid POW hash');
        } else if (taken.has(payload)) reply(response, 404, 'No associated Payload');
        else {
          taken.add(payload);
          reply(response, 200, '');
        }
      });
    });
    closing.push(() => server.close());
    return { client: clientOf(server), posted, answer };
  }
  const times = (...ids: string[]): number[] => ids.map((id) => id.charCodeAt(0));

  it('of one work: the first goes to the node, the others are not needed once it is taken', async () => {
    const { client, posted, answer } = await singleUseNode();
    const kept = store();
    const { outbox, events, settled } = opened(kept, () => client);
    const all = ['a', 'b', 'c', 'd'].map((id) => outbox.submit(solved(id)));
    answer();
    await Promise.all(all);
    expect((await settled('a')).type).toBe('solution-accepted');
    // One that comes a moment later.
    await outbox.submit(solved('e'));
    expect(posted).toEqual(times('a'));
    expect(events.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'solution-found a',
      'solution-accepted a',
    ]);
    expect(kept.all()).toEqual([]);
    expect(await logged('error')).toEqual([]);
    expect(await logged('warn')).toEqual([]);
  });

  it('of one work: the next is sent when the node refuses the first for a fault of its own', async () => {
    const { client, posted, answer } = await singleUseNode(400);
    const { outbox, events, settled } = opened(store(), () => client);
    const all = ['a', 'b', 'c'].map((id) => outbox.submit(solved(id), 'rig'));
    answer();
    await Promise.all(all);
    expect((await settled('a')).type).toBe('solution-refused');
    expect((await settled('b')).type).toBe('solution-accepted');
    expect(posted).toEqual(times('a', 'b'));
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'solution-found', id: 'b', finder: 'rig' }),
    );
    expect(events.some(({ id }) => id === 'c')).toBe(false);
  });

  it('of one parent: a 404 after a block that was taken is no refusal', async () => {
    const { client, answer } = await singleUseNode();
    const { outbox, settled } = opened(store(), () => client);
    answer();
    await outbox.submit(solved('a'));
    // The node issued the same work once more before it took the block.
    outbox.issued(solved('a').bytes);
    await outbox.submit(solved('b'));
    expect((await settled('b')).type).toBe('solution-superseded');
    expect(await logged('error')).toEqual([]);
    expect(await logged('info')).toContain(
      'block b is not needed: the node has accepted block a for its place',
    );
  });

  it('of one parent: sent again where the node issues new work there, as it lost its block', async () => {
    const { client, answer } = await singleUseNode();
    const { outbox, settled } = opened(store(), () => client);
    answer();
    await outbox.submit(solved('a'));
    const again = solved('b', { payload: 'another' });
    outbox.issued(again.bytes);
    await outbox.submit(again);
    expect((await settled('b')).type).toBe('solution-accepted');
  });

  it('of different chains, or with other parents, are all sent', async () => {
    const { client, posted, answer } = await singleUseNode();
    const { outbox } = opened(store(), () => client);
    answer();
    await outbox.submit(solved('a'));
    await outbox.submit(solved('b', { parent: 'another', payload: '2' }));
    await outbox.submit(solved('c', { chain: 6, payload: '3' }));
    expect(posted).toEqual(times('a', 'b', 'c'));
  });

  it('of an earlier run and this one: the second is not needed', async () => {
    const { client, posted, answer } = await singleUseNode();
    const kept = store();
    kept.put(solved('a'));
    const { outbox, settled } = opened(kept, () => client);
    const second = outbox.submit(solved('b'));
    answer();
    expect((await settled('a')).type).toBe('solution-accepted');
    await second;
    expect(posted).toEqual(times('a'));
    expect(kept.all()).toEqual([]);
  });
});
