import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { createLog } from '../../logging/logger.ts';
import type { LogRecord } from '../../logging/log-record.ts';
import type { Logger } from '../../logging/logger.ts';
import { serveHttp } from '../../tests/loopback-server.ts';
import type { NodeEvent } from '../node-events.ts';
import {
  chain,
  clientOf,
  closeAfterTest,
  collector,
  logger,
  scriptedNode,
} from '../tests/node-test.ts';
import type { Collector } from '../tests/node-test.ts';
import { createUpdateStreams } from './update-stream.ts';
import type { ChainUpdate, UpdateStreamOptions, UpdateStreams } from './update-stream.ts';

describe('update streams', () => {
  function streamsOf(
    node: { readonly address: string },
    events: (event: NodeEvent) => void,
    changes: Partial<UpdateStreamOptions> = {},
  ): UpdateStreams {
    const streams = createUpdateStreams({
      client: clientOf(node.address),
      version: 'scripted',
      logger,
      onEvent: events,
      onCutHint: () => undefined,
      random: () => 0,
      ...changes,
    });
    closeAfterTest(streams);
    return streams;
  }

  /** A log at level info, as in everyday use. */
  function collectedLog(): {
    logger: Logger;
    next: (fits: (record: LogRecord) => boolean) => Promise<LogRecord>;
    lines: () => Promise<string[]>;
  } {
    const records = collector<LogRecord>();
    const log = createLog({ level: 'info', sink: (batch) => batch.forEach(records.add) });
    const lines = async (): Promise<string[]> => {
      await log.flush();
      return records.all.map(({ level, text }) => `${level} ${text}`);
    };
    return { logger: log.logger, next: records.next, lines };
  }
  const errorsIn = ({ all }: Collector<NodeEvent>): NodeEvent[] =>
    all.filter((event) => event.type === 'stream-closed' && event.error !== null);

  it('share one stream among all listeners of a chain', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add);
    const heard: string[] = [];
    const last = collector<ChainUpdate>();
    streams.listen(chain, (update) => heard.push(`first ${update}`));
    const undo = streams.listen(chain, (update) => heard.push(`second ${update}`));
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
    expect(heard).toEqual(['first new-cut', 'second new-cut', 'first refreshed']);
  });

  it('are reopened when the node closes them, without notice to the listeners', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add);
    const heard = collector<ChainUpdate>();
    streams.listen(chain, heard.add);
    await events.next(({ type }) => type === 'stream-opened');
    const reopened = events.next(({ type }) => type === 'stream-opened');
    for (const stream of node.streams) stream.end();
    await reopened;
    expect(events.all).toContainEqual({ type: 'stream-closed', chain, error: null });
    const update = heard.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await update).toBe('new-cut');
    expect(heard.all).toEqual(['new-cut']);
  });

  it('report that they are lost when the connection breaks, and come back', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add);
    const heard = collector<ChainUpdate>();
    streams.listen(chain, heard.add);
    await events.next(({ type }) => type === 'stream-opened');
    const lost = heard.next((update) => update === 'lost');
    const reopened = events.next(({ type }) => type === 'stream-opened');
    node.streamStatus = 503;
    for (const stream of node.streams) stream.destroy();
    await lost;
    node.streamStatus = 200;
    await reopened;
  });

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
    const heard = collector<ChainUpdate>();
    streams.listen(chain, heard.add);
    await node.until(() => node.asked.length === 3);
    expect(errorsIn(events)).toEqual([]);
    expect(heard.all).toEqual([]);
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
    const heard = collector<ChainUpdate>();
    const opened = events.next(({ type }) => type === 'stream-opened');
    streams.listen(chain, heard.add);
    await opened;
    node.streamHead = 'with-first-event';
    for (const asked of [2, 3]) {
      vi.advanceTimersByTime(10_000);
      for (const stream of node.streams) stream.destroy();
      await node.until(() => node.asked.length === asked && node.streams.size === 1);
    }
    expect(errorsIn(events)).toEqual([]);
    expect(heard.all).toEqual([]);
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

  it('report a stream that stalls', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, { stallMs: 30 });
    const heard = collector<ChainUpdate>();
    streams.listen(chain, heard.add);
    const closed = await events.next(({ type }) => type === 'stream-closed');
    expect(closed).toMatchObject({ error: { kind: 'stream-stalled' } });
    expect(heard.all).toContain('lost');
  });

  it('accept a head that comes with the first event, after the timeout of other requests', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const node = await scriptedNode();
    node.streamHead = 'with-first-event';
    const heard = collector<ChainUpdate>();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, {
      client: clientOf(node.address, { timeoutMs: 1_000 }),
    });
    streams.listen(chain, heard.add);
    await node.until(() => node.streams.size === 1);
    vi.advanceTimersByTime(2_000);
    const update = heard.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await update).toBe('new-cut');
    expect(heard.all).toEqual(['new-cut']);
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
    const heard = collector<ChainUpdate>();
    streamsOf(node, events.add).listen(chain, heard.add);
    await events.next(({ type }) => type === 'stream-opened');
    const startedAtMs = performance.now();
    const last = heard.next((update) => update === 'new-cut');
    node.tell('event:Refreshed Block\n\n'.repeat(10_000) + 'event:New Cut\n\n');
    expect(await last).toBe('new-cut');
    const most = 8 + (performance.now() - startedAtMs) / 250 + 1;
    expect(heard.all.length).toBeLessThanOrEqual(most);
  });
});
