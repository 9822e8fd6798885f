import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { NodeEvent } from '../node-events.ts';
import { chain, clientOf, collector, scriptedNode } from '../tests/node-test.ts';
import type { ChainUpdate } from './update-stream.ts';
import { collectedLog, streamsOf } from '../tests/streams-test.ts';

describe('update streams', () => {
  it('share one stream among all listeners of a chain', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add);
    const seen: string[] = [];
    const last = collector<ChainUpdate>();
    streams.listen(chain, (update) => seen.push(`first ${update}`));
    const undo = streams.listen(chain, (update) => seen.push(`second ${update}`));
    streams.listen(chain, last.add);
    await events.next(({ type }) => type === 'stream-opened');
    expect(node.streams.size).toBe(1);
    const update = last.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await update).toBe('new-cut');
    undo();
    const again = last.next(() => true);
    node.tell('event:Refreshed Block\n\n');
    expect(await again).toBe('refreshed');
    expect(seen).toEqual(['first new-cut', 'second new-cut', 'first refreshed']);
  });

  it('are reopened when the node closes them, without notice to the listeners', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add);
    const seen = collector<ChainUpdate>();
    streams.listen(chain, seen.add);
    await events.next(({ type }) => type === 'stream-opened');
    const reopened = events.next(({ type }) => type === 'stream-opened');
    for (const stream of node.streams) stream.end();
    await reopened;
    expect(events.all).toContainEqual({ type: 'stream-closed', chain, error: null });
    const update = seen.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await update).toBe('new-cut');
    expect(seen.all).toEqual(['new-cut']);
  });

  it('report that they are lost when the connection breaks, and come back', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add);
    const seen = collector<ChainUpdate>();
    streams.listen(chain, seen.add);
    await events.next(({ type }) => type === 'stream-opened');
    const lost = seen.next((update) => update === 'lost');
    const reopened = events.next(({ type }) => type === 'stream-opened');
    node.streamStatus = 503;
    for (const stream of node.streams) stream.destroy();
    await lost;
    node.streamStatus = 200;
    await reopened;
  });

  it('say once in the log that reopening fails, and once that all are back', async () => {
    const node = await scriptedNode();
    const log = collectedLog();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, { logger: log.logger });
    const chains = [0, 1, 2, 3].map(mkChainId);
    for (const each of chains) streams.listen(each, () => undefined);
    await node.until(() => node.streams.size === chains.length);
    node.streamStatus = 503;
    for (const stream of node.streams) stream.destroy();
    await node.until(() => node.asked.length >= 3 * chains.length);
    node.streamStatus = 200;
    await log.next(({ text }) => text.includes('open again'));
    expect(node.streams.size).toBe(chains.length);
    expect(await log.lines()).toEqual([
      expect.stringMatching(/^warn update streams failed, first of chain \d: /),
      'info all update streams are open again',
    ]);
  });

  it('accept a head that comes with the first event, after the timeout of other requests', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const node = await scriptedNode();
    node.streamHead = 'with-first-event';
    const seen = collector<ChainUpdate>();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, {
      client: clientOf(node.address, { timeoutMs: 1_000 }),
    });
    streams.listen(chain, seen.add);
    await node.until(() => node.streams.size === 1);
    vi.advanceTimersByTime(2_000);
    const update = seen.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await update).toBe('new-cut');
    expect(seen.all).toEqual(['new-cut']);
  });

  it('are reopened after growing pauses when the node closes them at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const node = await scriptedNode();
    node.streamHead = 'and-end';
    const client = clientOf(node.address);
    const events = collector<NodeEvent>();
    const closed = (): Promise<NodeEvent> => events.next(({ type }) => type === 'stream-closed');
    const opened = (): number => events.all.filter(({ type }) => type === 'stream-opened').length;
    const first = closed();
    streamsOf(node, events.add).listen(chain, () => undefined);
    await first;
    for (const [streams, pauseMs] of [
      [1, 125],
      [2, 250],
      [3, 500],
    ] as const) {
      vi.advanceTimersByTime(pauseMs - 1);
      // A whole request, in which a stream could have been reopened.
      await client.info();
      expect(opened()).toBe(streams);
      const next = closed();
      vi.advanceTimersByTime(1);
      await next;
    }
  });

  it('hint at a new cut even without a listener of the chain', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const hints = collector<string>();
    const streams = streamsOf(node, events.add, { onCutHint: () => hints.add('hint') });
    const undo = streams.listen(chain, () => undefined);
    await events.next(({ type }) => type === 'stream-opened');
    undo();
    const hint = hints.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await hint).toBe('hint');
  });

  it('are closed a while after the last listener left', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, { lingerMs: 0 });
    const undo = streams.listen(chain, () => undefined);
    await events.next(({ type }) => type === 'stream-opened');
    undo();
    await node.until(() => node.streams.size === 0);
  });

  it('pass some of a flood of events on, and the last one', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const seen = collector<ChainUpdate>();
    streamsOf(node, events.add).listen(chain, seen.add);
    await events.next(({ type }) => type === 'stream-opened');
    const startedAtMs = performance.now();
    const last = seen.next((update) => update === 'new-cut');
    node.tell('event:Refreshed Block\n\n'.repeat(10_000) + 'event:New Cut\n\n');
    expect(await last).toBe('new-cut');
    const most = 8 + (performance.now() - startedAtMs) / 250 + 1;
    expect(seen.all.length).toBeLessThanOrEqual(most);
  });
});
