import { describe, expect, it, onTestFinished } from 'vitest';
import { blockHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { UNANSWERED_MS, watchCut } from './cut-watcher.ts';
import type { NodeEvent } from '../node-events.ts';
import { createUpdateStreams } from '../updates/update-stream.ts';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import {
  chain,
  clientOf,
  closeAfterTest,
  collector,
  logger,
  scriptedNode,
} from '../tests/node-test.ts';

describe('the cut watcher', () => {
  it('reports every block that joined, at a hint, including those it missed', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    node.grow();
    const first = events.next(({ type }) => type === 'blocks-seen');
    const watcher = watchCut({
      client: clientOf(node.address),
      version: 'scripted',
      intervalMs: 60_000,
      logger,
      onEvent: events.add,
    });
    closeAfterTest(watcher);
    watcher.listen(() => undefined);
    expect(await first).toMatchObject({ blocks: [{ height: 1 }] });
    const more = [node.grow(), node.grow()];
    const second = events.next(({ type }) => type === 'blocks-seen');
    watcher.hint();
    expect(await second).toMatchObject({
      blocks: more.map((block) => ({
        height: block.height,
        hash: toBase64Url(blockHash(block)),
        createdAtMs: Number(block.creationTimeMicros / 1000n),
      })),
    });
    expect(watcher.tip(chain)?.height).toBe(3);
  });

  it('asks four times a second at most, however many events the streams of a node send', async () => {
    const node = await scriptedNode();
    const client = clientOf(node.address);
    const common = { client, version: 'scripted', logger, onEvent: () => undefined };
    const watcher = closeAfterTest(watchCut({ ...common, intervalMs: 60_000 }));
    const streams = closeAfterTest(createUpdateStreams({ ...common, onCutHint: watcher.hint }));
    watcher.listen(() => undefined);
    for (let number = 0; number < 20; number++) streams.listen(mkChainId(number), () => undefined);
    await node.until(() => node.streams.size === 20);
    const asked = (): number => node.asked.filter((path) => path.endsWith('/cut')).length;
    const before = asked();
    const startedAtMs = performance.now();
    // One after the other: what one stream sends is paced by itself.
    let turn = 0;
    const flood = setInterval(() => {
      [...node.streams][turn++ % 20]?.write('event:New Cut\n\n'.repeat(20));
    }, 10);
    onTestFinished(() => clearInterval(flood));
    await node.until(() => asked() >= before + 8);
    expect(asked() - before).toBeLessThanOrEqual(2 + (performance.now() - startedAtMs) / 250);
  });

  it('polls while it has listeners, and again once it has one', async () => {
    const node = await scriptedNode();
    const client = clientOf(node.address);
    const watcher = watchCut({
      client,
      version: 'scripted',
      intervalMs: 1,
      logger,
      onEvent: () => undefined,
    });
    closeAfterTest(watcher);
    const asked = (): number => node.asked.filter((path) => path.endsWith('/cut')).length;
    const undo = watcher.listen(() => undefined);
    await node.until(() => asked() >= 3);
    undo();
    // One request may be pending and one due.
    const before = asked();
    for (let request = 0; request < 30; request += 1) await client.info();
    watcher.hint();
    expect(asked()).toBeLessThanOrEqual(before + 2);
    const now = asked();
    watcher.listen(() => undefined);
    await node.until(() => asked() > now);
  });

  it('reports a node that has not answered for a while; a refusal is an answer', async () => {
    const node = await scriptedNode();
    let nowMs = 0;
    const watcher = watchCut({
      client: clientOf(node.address, { timeoutMs: 100 }),
      version: 'scripted',
      intervalMs: 1,
      logger,
      onEvent: () => undefined,
      nowMs: () => nowMs,
    });
    closeAfterTest(watcher);
    const reports = collector<number>();
    const asked = (): number => node.asked.filter((path) => path.endsWith('/cut')).length;
    const polls = (count: number): Promise<void> => {
      const before = asked();
      return node.until(() => asked() >= before + count);
    };
    watcher.listen(
      () => undefined,
      () => reports.add(nowMs),
    );
    node.status = 503;
    await polls(2);
    nowMs = UNANSWERED_MS;
    await polls(2);
    expect(reports.all).toEqual([]);
    node.isCutOff = true;
    // The last answer may still be under way, and comes before the second poll.
    await polls(2);
    nowMs = 2 * UNANSWERED_MS - 1;
    await polls(2);
    expect(reports.all).toEqual([]);
    const first = reports.next(() => true);
    nowMs = 2 * UNANSWERED_MS;
    await first;
    await polls(2);
    expect(reports.all).toEqual([nowMs]);
    const second = reports.next(() => true);
    nowMs = 3 * UNANSWERED_MS;
    expect(await second).toBe(nowMs);
  });
});
