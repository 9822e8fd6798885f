import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { chainBytes, open, readEvents, solve } from '../tests/mini-client.ts';
import { getJob, heightOf, startNode } from '../tests/started-node.ts';

describe('mining/updates', () => {
  it('begins with headers at once, without an event', async () => {
    const node = await startNode();
    const stream = await node.updates(1);
    expect(stream.statusCode).toBe(200);
    expect(stream.headers['content-type']).toBe('text/event-stream');
    expect(stream.headers['x-chainweb-node-version']).toBe('2.32.0');
    const events = readEvents(stream);
    await getJob(node, 1);
    expect(events.text()).toBe('');
  });

  it('sends New Cut when a solution was accepted and when there is new work', async () => {
    const node = await startNode();
    const own = readEvents(await node.updates(1));
    const other = readEvents(await node.updates(0));
    await node.solved(solve(await getJob(node, 1)));
    expect(await own.atLeast(2)).toBe('event:New Cut\n\nevent:New Cut\n\n');
    // The work of its neighbours is unchanged.
    expect(other.text()).toBe('');
  });

  it('serves any number of streams of a chain, by any method', async () => {
    const node = await startNode();
    const url = `${node.url}/chainweb/0.0/practice-triangle/mining/updates`;
    const streams = [
      await node.updates(0),
      await open(url, { method: 'POST', body: chainBytes(0) }),
      await open(url, {
        headers: { 'content-type': 'application/octet-stream' },
        body: chainBytes(0),
      }),
    ].map(readEvents);
    await node.solved(solve(await getJob(node, 0)));
    for (const events of streams) await events.atLeast(2);
  });

  it('sends Refreshed Block when payloads are renewed, and the old work stays valid', async () => {
    const node = await startNode({ payloadRefreshMs: 20 });
    const job = await getJob(node, 0);
    const events = readEvents(await node.updates(0));
    const text = await events.atLeast(1);
    expect(text.startsWith('event:Refreshed Block\n\n')).toBe(true);
    const renewed = await getJob(node, 0);
    expect(renewed.payload).not.toBe(job.payload);
    expect(renewed.parent).toBe(job.parent);
    expect((await node.solved(solve(job))).status).toBe(200);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it.each([
    [0, 0.9],
    [0.5, 1],
    [1, 1.1],
  ])('end in an orderly way after their time (random %d: times %d)', async (random, factor) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const node = await startNode({ streamTimeoutMs: 1_000, random: () => random });
    const stream = await node.updates(0);
    const events = readEvents(stream);
    vi.advanceTimersByTime(1_000 * factor - 1);
    // A whole request, in which the stream could have ended.
    await node.get('cut');
    expect(stream.complete).toBe(false);
    // Times 1.1 is not a whole number of milliseconds.
    vi.advanceTimersByTime(2);
    await events.end();
    expect(stream.complete).toBe(true);
  });

  it('leave no timer behind when their reader leaves', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const node = await startNode();
    const stream = await node.updates(0);
    expect(vi.getTimerCount()).toBe(1);
    stream.destroy();
    while (vi.getTimerCount() > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('serves one stream fewer than its limit, and frees places', async () => {
    const node = await startNode({ streamLimit: 3 });
    const [first] = [await node.updates(0), await node.updates(0)];
    const third = await node.updates(0);
    expect(third.statusCode).toBe(503);
    expect(third.headers['content-type']).toBeUndefined();
    expect(await readEvents(third).end()).toBe(
      'No more update streams available currently. Retry later.',
    );
    first.destroy();
    let again = await node.updates(0);
    while (again.statusCode === 503) again = await node.updates(0);
    expect(again.statusCode).toBe(200);
  });

  it('refuses bodies that are not a chain id', async () => {
    const { ask: askApi } = await startNode();
    for (const body of ['', 'abc', 'abcde']) {
      const answer = await askApi('mining/updates', { body });
      expect(`${answer.status} ${answer.text}`).toBe('500 Something went wrong');
    }
    const headers = { 'content-type': 'application/json' };
    expect((await askApi('mining/updates', { headers, body: 'abcd' })).status).toBe(415);
  });

  it('sends nothing for a chain that does not exist', async () => {
    const node = await startNode();
    const waiting = node.updates(3).then(
      () => 'answered',
      () => 'cut off',
    );
    await node.updates(0);
    await node.node.close();
    expect(await waiting).toBe('cut off');
  });

  it('begins only when the chain has work', async () => {
    const node = await startNode({ checkPow: false, graph: 'singleton' });
    const early = Buffer.from((await getJob(node, 0)).work);
    early.writeBigInt64LE(BigInt(Date.now()) * 1000n + 150_000n, 8);
    await node.solved(early);
    const stream = await node.updates(0);
    expect(await heightOf(node, 0)).toBe(1);
    const events = readEvents(stream);
    await node.solved((await getJob(node, 0)).work);
    expect(await events.atLeast(2)).toBe('event:New Cut\n\nevent:New Cut\n\n');
  });
});
