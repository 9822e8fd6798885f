import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minerAccount } from '../chainweb/account.ts';
import { blockHash, toBase64Url } from '../chainweb/block-hash.ts';
import { mkChainId } from '../chainweb/chain-graph.ts';
import { createLog } from '../logging/logger.ts';
import { unwrap } from '../result.ts';
import { serveHttp } from '../tests/loopback-server.ts';
import { startScriptedNode } from '../tests/scripted-node.ts';
import type { ScriptedNode } from '../tests/scripted-node.ts';
import { followBlocks, settledDepth } from './block-follower.ts';
import { watchCut } from './cut-watcher.ts';
import { createNodeClient } from './node-client.ts';
import type { NodeAddress, NodeClient } from './node-client.ts';
import type { NodeEvent, SolutionEvent } from './node-events.ts';
import { createNodePool } from './node-pool.ts';
import type { NodeLink, NodePool } from './node-pool.ts';
import { createUpdateParser } from './update-events.ts';
import { createUpdateStreams } from './update-stream.ts';
import type { ChainUpdate, UpdateStreamOptions, UpdateStreams } from './update-stream.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });
const account = minerAccount('ab'.repeat(32));
const chain = mkChainId(0);
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function scripted(port?: number): Promise<ScriptedNode> {
  const node = await startScriptedNode(port);
  closing.push(() => node.close());
  return node;
}

function clientOf(
  { address }: { address: string },
  changes: Partial<NodeAddress> = {},
): NodeClient {
  const client = createNodeClient({
    node: address,
    useTls: false,
    insecure: false,
    timeoutMs: 2_000,
    ...changes,
  });
  closing.push(() => client.close());
  return client;
}

/** Collects what is told and lets a test await the next thing that fits. */
function collector<T>(): {
  told: T[];
  add: (one: T) => void;
  next: (fits: (one: T) => boolean) => Promise<T>;
} {
  const told: T[] = [];
  const waiting: { fits: (one: T) => boolean; resolve: (one: T) => void }[] = [];
  return {
    told,
    add(one) {
      told.push(one);
      for (const each of waiting.splice(0)) {
        if (each.fits(one)) each.resolve(one);
        else waiting.push(each);
      }
    },
    next: (fits) => new Promise((resolve) => waiting.push({ fits, resolve })),
  };
}

describe('the text of update streams', () => {
  const read = (...chunks: string[]): string[] => {
    const kinds: string[] = [];
    const parse = createUpdateParser((kind) => kinds.push(kind));
    for (const chunk of chunks) parse(chunk);
    return kinds;
  };

  it('is events of a name and nothing else, however it is cut', () => {
    const text = 'event:New Cut\n\nevent:Refreshed Block\n\n';
    expect(read(text)).toEqual(['new-cut', 'refreshed']);
    expect(read(...text)).toEqual(['new-cut', 'refreshed']);
  });

  it('may have blanks, carriage returns, comments and data', () => {
    expect(read(': hello\r\n\r\nevent: New Cut\r\ndata: x\r\n\r\n\n\n')).toEqual(['new-cut']);
  });

  it('does not grow with a line that never ends', () => {
    expect(read('x'.repeat(1e6), '\nevent:New Cut\n\n')).toEqual(['new-cut']);
  });
});

describe('update streams', () => {
  function streamsOf(
    node: ScriptedNode,
    events: (event: NodeEvent) => void,
    changes: Partial<UpdateStreamOptions> = {},
  ): UpdateStreams {
    const streams = createUpdateStreams({
      client: clientOf(node),
      version: 'scripted',
      logger,
      onEvent: events,
      onCutHint: () => undefined,
      random: () => 0,
      ...changes,
    });
    closing.push(() => streams.close());
    return streams;
  }

  it('share one stream between all who listen to a chain', async () => {
    const node = await scripted();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add);
    const heard: string[] = [];
    const last = collector<ChainUpdate>();
    streams.listen(chain, (update) => heard.push(`first ${update}`));
    const undo = streams.listen(chain, (update) => heard.push(`second ${update}`));
    streams.listen(chain, last.add);
    await events.next(({ type }) => type === 'stream-opened');
    expect(node.streams.size).toBe(1);
    const told = last.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await told).toBe('new-cut');
    undo();
    const again = last.next(() => true);
    node.tell('event:Refreshed Block\n\n');
    expect(await again).toBe('refreshed');
    expect(heard).toEqual(['first new-cut', 'second new-cut', 'first refreshed']);
  });

  it('are opened again when the node closes them, without a word to the listeners', async () => {
    const node = await scripted();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add);
    const heard = collector<ChainUpdate>();
    streams.listen(chain, heard.add);
    await events.next(({ type }) => type === 'stream-opened');
    const reopened = events.next(({ type }) => type === 'stream-opened');
    for (const stream of node.streams) stream.end();
    await reopened;
    expect(events.told).toContainEqual({ type: 'stream-closed', chain, error: null });
    const update = heard.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await update).toBe('new-cut');
    expect(heard.told).toEqual(['new-cut']);
  });

  it('tell that they are lost when the node breaks off, and come back', async () => {
    const node = await scripted();
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

  it('notice that a stream stalls', async () => {
    const node = await scripted();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, { stallMs: 30 });
    const heard = collector<ChainUpdate>();
    streams.listen(chain, heard.add);
    const closed = await events.next(({ type }) => type === 'stream-closed');
    expect(closed).toMatchObject({ error: { kind: 'stream-stalled' } });
    expect(heard.told).toContain('lost');
  });

  it('may begin with their first event, later than other answers may come', async () => {
    const node = await scripted();
    node.streamHead = 'with-first-event';
    const heard = collector<ChainUpdate>();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, {
      client: clientOf(node, { timeoutMs: 50 }),
    });
    streams.listen(chain, heard.add);
    await node.until(() => node.streams.size === 1);
    // A request of its own that takes as long as an answer may, to let that time pass.
    const { port, close } = await serveHttp(() => undefined);
    closing.push(close);
    await clientOf({ address: `127.0.0.1:${port}` }, { timeoutMs: 100 }).info();
    const told = heard.next(() => true);
    node.tell('event:New Cut\n\n');
    expect(await told).toBe('new-cut');
    expect(heard.told).toEqual(['new-cut']);
  });

  it('are not opened again and again without a pause when the node closes them at once', async () => {
    const node = await scripted();
    node.streamHead = 'and-end';
    const events = collector<NodeEvent>();
    const startedAtMs = performance.now();
    streamsOf(node, events.add).listen(chain, () => undefined);
    const opened = (): number => events.told.filter(({ type }) => type === 'stream-opened').length;
    await events.next(() => opened() === 3);
    // Pauses of 125 and 250 ms; without them it takes a few milliseconds.
    expect(performance.now() - startedAtMs).toBeGreaterThan(350);
  });

  it('hint at a new cut also while nobody listens to the chain', async () => {
    const node = await scripted();
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

  it('are closed some time after the last listener left', async () => {
    const node = await scripted();
    const events = collector<NodeEvent>();
    const streams = streamsOf(node, events.add, { lingerMs: 0 });
    const undo = streams.listen(chain, () => undefined);
    await events.next(({ type }) => type === 'stream-opened');
    undo();
    await node.until(() => node.streams.size === 0);
  });
});

describe('the cut watcher', () => {
  it('tells of every block that joined, at a hint, also of those it missed', async () => {
    const node = await scripted();
    const events = collector<NodeEvent>();
    node.grow();
    const first = events.next(({ type }) => type === 'blocks-seen');
    const watcher = watchCut({
      client: clientOf(node),
      version: 'scripted',
      intervalMs: 60_000,
      logger,
      onEvent: events.add,
    });
    closing.push(() => watcher.close());
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

  it('asks while somebody listens, and again when somebody does', async () => {
    const node = await scripted();
    const client = clientOf(node);
    const watcher = watchCut({
      client,
      version: 'scripted',
      intervalMs: 1,
      logger,
      onEvent: () => undefined,
    });
    closing.push(() => watcher.close());
    const asked = (): number => node.asked.filter((path) => path.endsWith('/cut')).length;
    const undo = watcher.listen(() => undefined);
    await node.until(() => asked() >= 3);
    undo();
    // One question may be under way and one due.
    const before = asked();
    for (let request = 0; request < 30; request += 1) await client.info();
    watcher.hint();
    expect(asked()).toBeLessThanOrEqual(before + 2);
    const now = asked();
    watcher.listen(() => undefined);
    await node.until(() => asked() > now);
  });
});

describe('following own blocks', () => {
  async function follow(uncertain: boolean): Promise<{
    node: ScriptedNode;
    events: ReturnType<typeof collector<SolutionEvent>>;
    id: string;
    look: () => void;
  }> {
    const node = await scripted();
    const id = toBase64Url(blockHash(node.grow()));
    const events = collector<SolutionEvent>();
    const follower = followBlocks({
      client: clientOf(node),
      version: 'scripted',
      depth: 2,
      logger,
      onEvent: events.add,
    });
    closing.push(() => follower.close());
    follower.follow({ id, chain, height: 1, uncertain });
    const look = (): void => {
      const tip = node.blocks.at(-1);
      if (tip === undefined) return;
      const hash = toBase64Url(blockHash(tip));
      follower.cutMoved([{ chain, height: tip.height, hash }]);
    };
    return { node, events, id, look };
  }

  it('confirms a block that stays, once it is deep enough', async () => {
    const { node, events, id, look } = await follow(false);
    look();
    node.grow();
    look();
    // Too early to ask at all; the second of our questions would come after one of the follower's.
    await clientOf(node).info();
    await clientOf(node).info();
    expect(node.asked).toEqual(['/info', '/info']);
    node.grow();
    const confirmed = events.next(() => true);
    look();
    expect(await confirmed).toEqual({ type: 'block-confirmed', id });
  });

  it('calls a block orphaned when another stands in its place', async () => {
    const { node, events, id, look } = await follow(false);
    node.grow(0);
    node.grow();
    node.grow();
    const orphaned = events.next(() => true);
    look();
    expect(await orphaned).toEqual({ type: 'block-orphaned', id });
  });

  it('waits for the whole graph to lean on a block, and longer when it does not know the graph', () => {
    const [a, b, c] = [mkChainId(0), mkChainId(1), mkChainId(2)];
    const line = [
      { chain: a, adjacent: [b] },
      { chain: b, adjacent: [a, c] },
      { chain: c, adjacent: [b] },
    ];
    expect(settledDepth({ graph: line })).toBe(3);
    expect(settledDepth({ graph: [{ chain: a, adjacent: [] }] })).toBe(1);
    expect(settledDepth({ graph: [] })).toBe(5);
    expect(settledDepth({ graph: [a, b].map((chain) => ({ chain, adjacent: [] })) })).toBe(5);
  });

  it('finds out that an uncertain block was taken', async () => {
    const { events, id, look } = await follow(true);
    const accepted = events.next(() => true);
    look();
    expect(await accepted).toEqual({ type: 'solution-accepted', id });
  });
});

describe('the node pool', () => {
  let minedOn: NodeLink[] = [];
  beforeEach(() => {
    minedOn = [];
  });

  function poolOf(
    nodes: readonly { address: string }[],
    onEvent: (event: NodeEvent) => void,
    nowMs: () => number = Date.now,
  ): NodePool {
    const pool = createNodePool({
      clients: nodes.map((node) => clientOf(node)),
      logger,
      onEvent,
      onChosen: (link) => minedOn.push(link),
      nowMs,
    });
    closing.push(() => pool.close());
    return pool;
  }
  const signal = new AbortController().signal;

  it('turns to the next node while the first gives no work, and returns in time', async () => {
    const [first, second] = [await scripted(), await scripted()];
    const events: NodeEvent[] = [];
    let nowMs = 0;
    const pool = poolOf(
      [first, second],
      (event) => void events.push(event),
      () => nowMs,
    );
    const from = async (): Promise<string> =>
      unwrap(await pool.work(account, signal)).link.client.url;
    expect(await from()).toContain(first.address);
    first.status = 503;
    expect(await from()).toContain(second.address);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'node-failed', node: `http://${first.address}` }),
    );
    first.status = 200;
    expect(await from()).toContain(second.address);
    nowMs = 60_000;
    expect(await from()).toContain(first.address);
    const chosen = events.filter(({ type }) => type === 'node-chosen');
    expect(chosen.map((event) => 'node' in event && event.node)).toEqual([
      `http://${first.address}`,
      `http://${second.address}`,
      `http://${first.address}`,
    ]);
    expect(minedOn.map(({ client }) => client.url)).toEqual(
      [first, second, first].map(({ address }) => `http://${address}`),
    );
  });

  it('finds the node that issued a work although it was not reached yet, and no other', async () => {
    const [first, second] = [await scripted(), await scripted()];
    const pool = poolOf([first, second], () => undefined);
    first.status = 503;
    await pool.work(account, signal);
    const url = (node: ScriptedNode): string => `http://${node.address}`;
    expect(pool.find(url(first), 'scripted')?.url).toBe(url(first));
    expect(pool.find('http://not.configured:1848', 'scripted')?.url).toBe(url(second));
    expect(pool.find('http://not.configured:1848', 'another')).toBeNull();
  });

  it('gives the first node’s error when none has work', async () => {
    const [first, second] = [await scripted(), await scripted()];
    first.status = 403;
    second.status = 404;
    const events: NodeEvent[] = [];
    const pool = poolOf([first, second], (event) => void events.push(event));
    const work = await pool.work(account, signal);
    // Both refuse /info as well, which makes them no nodes at all.
    expect(work).toMatchObject({ ok: false, error: { kind: 'wrong-address', status: 403 } });
    expect(events.filter(({ type }) => type === 'node-failed')).toHaveLength(2);
  });

  it('notices that a node came back as another network', async () => {
    const node = await scripted();
    const events: NodeEvent[] = [];
    const pool = poolOf([node], (event) => void events.push(event));
    const { link } = unwrap(await pool.work(account, signal));
    expect(link.network.versionName).toBe('scripted');
    const heard: ChainUpdate[] = [];
    link.streams.listen(chain, (update) => heard.push(update));
    await node.until(() => node.streams.size === 1);
    node.status = 500;
    await pool.work(account, signal);
    node.status = 200;
    node.versionName = 'another';
    expect(unwrap(await pool.work(account, signal)).link.network.versionName).toBe('another');
    expect(node.asked).toContain('/chainweb/0.0/another/mining/work');
    // Whoever still works for the network that is gone has to leave it.
    expect(heard).toEqual(['lost']);
    expect(events.filter(({ type }) => type === 'node-chosen')).toHaveLength(2);
  });
});
