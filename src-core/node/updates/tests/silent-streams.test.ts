import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveHttp } from '../../../tests/loopback-server.ts';
import type { NodeEvent } from '../../node-events.ts';
import { chain, closeAfterTest, collector, scriptedNode } from '../../tests/node-test.ts';
import type { ChainUpdate } from '../update-stream.ts';
import { collectedLog, errorsIn, streamsOf } from '../../tests/streams-test.ts';

describe('silent update streams', () => {
  it('report a stream that stalls, however long it was open, once until it sends something', async () => {
    const node = await scriptedNode();
    const log = collectedLog();
    const events = collector<NodeEvent>();
    // Longer than what counts as short-lived.
    const streams = streamsOf(node, events.add, { stallMs: 1_100, logger: log.logger });
    const closed = (): Promise<NodeEvent> => events.next(({ type }) => type === 'stream-closed');
    const first = closed();
    streams.listen(chain, () => undefined);
    expect(await first).toMatchObject({ error: { kind: 'stream-stalled' } });
    expect(await closed()).toMatchObject({ error: { kind: 'stream-stalled' } });
    const failed = 'warn update streams failed, first of chain 0: silent for 1.1 s';
    expect(await log.lines()).toEqual([failed]);
    await node.until(() => node.asked.length === 3 && node.streams.size === 1);
    node.tell('event:New Cut\n\n');
    await log.next(({ text }) => text.includes('open again'));
    expect(await log.lines()).toEqual([failed, 'info all update streams are open again']);
  });

  it('are reopened without notice when they and their chain have been silent', async () => {
    const node = await scriptedNode();
    const log = collectedLog();
    const events = collector<NodeEvent>();
    const tip = (): string => 'the same block';
    const streams = streamsOf(node, events.add, { stallMs: 30, tip, logger: log.logger });
    const seen = collector<ChainUpdate>();
    streams.listen(chain, seen.add);
    await node.until(() => node.asked.length === 3);
    expect(errorsIn(events)).toEqual([]);
    expect(seen.all).toEqual([]);
    expect(await log.lines()).toEqual([]);
  });

  it('are stalled when their chain moved meanwhile', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    let height = 0;
    const tip = (): string => `block ${(height += 1)}`;
    const streams = streamsOf(node, events.add, { stallMs: 30, tip });
    const closed = events.next(({ type }) => type === 'stream-closed');
    streams.listen(chain, () => undefined);
    expect(await closed).toMatchObject({ error: { kind: 'stream-stalled' } });
  });

  it('are reopened without notice when a proxy breaks quiet ones, also before their head', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const node = await scriptedNode();
    const log = collectedLog();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, { logger: log.logger });
    const seen = collector<ChainUpdate>();
    const opened = events.next(({ type }) => type === 'stream-opened');
    streams.listen(chain, seen.add);
    await opened;
    node.streamHead = 'with-first-event';
    for (const asked of [2, 3]) {
      vi.advanceTimersByTime(10_000);
      for (const stream of node.streams) stream.destroy();
      await node.until(() => node.asked.length === asked && node.streams.size === 1);
    }
    expect(errorsIn(events)).toEqual([]);
    expect(seen.all).toEqual([]);
    expect(await log.lines()).toEqual([]);
  });

  it('are reopened without notice when a proxy answers in place of a silent node', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const requests = collector<ServerResponse>();
    const proxy = closeAfterTest(await serveHttp((_, response) => void requests.add(response)));
    const events = collector<NodeEvent>();
    const streams = streamsOf(proxy, events.add);
    const first = requests.next(() => true);
    streams.listen(chain, () => undefined);
    const response = await first;
    vi.advanceTimersByTime(60_000);
    const second = requests.next(() => true);
    response.writeHead(504).end();
    await second;
    expect(errorsIn(events)).toEqual([]);
  });

  it('report a stream that stalls', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, { stallMs: 30 });
    const seen = collector<ChainUpdate>();
    streams.listen(chain, seen.add);
    const closed = await events.next(({ type }) => type === 'stream-closed');
    expect(closed).toMatchObject({ error: { kind: 'stream-stalled' } });
    expect(seen.all).toContain('lost');
  });
});
