import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../result.ts';
import { reply, serveHttp } from '../../tests/loopback-server.ts';
import type { NodeClient } from '../node-client.ts';
import { openOutbox } from './solution-outbox.ts';
import { entry, outboxTest } from '../tests/outbox-test.ts';

const { closing, store, clientOf, nodeAnswering, opened, logger, logged } = outboxTest();

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
      logger: logger(),
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
        const status = statuses.shift();
        if (status === undefined) {
          reply(response, 200, '');
          return;
        }
        response.setHeader('location', 'https://login.example/');
        response.setHeader('content-type', 'text/html');
        reply(response, status, '<title>Sign in</title>');
      });
    });
    closing.push(() => server.close());
    const client = clientOf(server);
    const { outbox, settled } = opened(store(), () => client);
    void outbox.submit(entry('a'));
    expect((await settled('a')).type).toBe('solution-accepted');
    expect(statuses).toEqual([]);
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

  it('gives up for good, after a day, what was never sent, as its node is not configured', async () => {
    let nowMs = 0;
    const { outbox, settled } = opened(store(), () => null, { nowMs: () => nowMs });
    await outbox.submit(entry('a'));
    nowMs = 24 * 3_600_000;
    const { node } = entry('a');
    const error = { kind: 'node-missing', detail: `${node} is no longer configured` };
    expect(await settled('a')).toEqual({ type: 'solution-refused', id: 'a', error });
    expect(await logged('error')).toEqual([`giving up on block a: ${error.detail}`]);
  });

  it('sends once what is submitted again while it is on its way', async () => {
    const { server, requests } = await nodeAnswering(503, 200);
    const client = clientOf(server);
    const { outbox, events, settled } = opened(store(), () => client);
    const first = outbox.submit(entry('a'));
    await outbox.submit(entry('a'));
    await first;
    expect((await settled('a')).type).toBe('solution-accepted');
    expect(requests()).toBe(2);
    expect(events.filter(({ type }) => type === 'solution-found')).toHaveLength(1);
  });

  it('stores each minute how long a block has waited', async () => {
    const { server, requests } = await nodeAnswering(503);
    const client = clientOf(server);
    const kept = store();
    let nowMs = 0;
    const { outbox } = opened(kept, () => client, { nowMs: () => nowMs });
    await outbox.submit(entry('a'));
    nowMs = 59_999;
    await vi.waitUntil(() => requests() >= 3);
    expect(kept.all()[0]?.waitedMs ?? 0).toBe(0);
    nowMs = 60_000;
    await vi.waitUntil(() => kept.all()[0]?.waitedMs === 60_000);
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
      logger: logger(),
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
