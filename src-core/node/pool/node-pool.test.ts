import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../result.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';
import type { NodeEvent } from '../node-events.ts';
import { createNodePool } from './node-pool.ts';
import type { NodeLink, NodePool } from './node-pool.ts';
import {
  account,
  chain,
  clientOf,
  closeAfterTest,
  collector,
  logger,
  scriptedNode,
} from '../tests/node-test.ts';
import type { ChainUpdate } from '../updates/update-stream.ts';

describe('the node pool', () => {
  let minedOn: NodeLink[] = [];
  beforeEach(() => {
    minedOn = [];
  });

  function poolOf(
    nodes: readonly { address: string }[],
    onEvent: (event: NodeEvent) => void,
    nowMs: () => number = Date.now,
    stallMs = 150_000,
  ): NodePool {
    const pool = createNodePool({
      clients: nodes.map((node) => clientOf(node.address)),
      logger,
      onEvent,
      onChosen: (link) => minedOn.push(link),
      nowMs,
      stallMs,
    });
    closeAfterTest(pool);
    return pool;
  }
  const signal = new AbortController().signal;

  /** A pool whose clock the test sets, with what it reports and which node gives work. */
  function asking(nodes: readonly { address: string }[]) {
    const events: NodeEvent[] = [];
    let nowMs = 0;
    const pool = poolOf(
      nodes,
      (event) => void events.push(event),
      () => nowMs,
    );
    return {
      events,
      pool,
      from: async (): Promise<string> => unwrap(await pool.work(account, signal)).link.client.url,
      setClock: (atMs: number) => void (nowMs = atMs),
    };
  }

  it('uses the next node while the first gives no work, and returns later', async () => {
    const [first, second] = [await scriptedNode(), await scriptedNode()];
    const { events, from, setClock } = asking([first, second]);
    expect(await from()).toContain(first.address);
    first.status = 503;
    expect(await from()).toContain(second.address);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'node-failed', node: `http://${first.address}` }),
    );
    first.status = 200;
    expect(await from()).toContain(second.address);
    setClock(60_000);
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

  it('finds the node that issued work, even one not reached yet, and no other', async () => {
    const [first, second] = [await scriptedNode(), await scriptedNode()];
    const pool = poolOf([first, second], () => undefined);
    first.status = 503;
    await pool.work(account, signal);
    const url = (node: ScriptedNode): string => `http://${node.address}`;
    expect(pool.find(url(first), 'scripted')?.url).toBe(url(first));
    expect(pool.find('http://not.configured:1848', 'scripted')?.url).toBe(url(second));
    expect(pool.find('http://not.configured:1848', 'another')).toBeNull();
  });

  it('returns the first node’s error when none has work', async () => {
    const [first, second] = [await scriptedNode(), await scriptedNode()];
    first.status = 403;
    second.status = 404;
    const events: NodeEvent[] = [];
    const pool = poolOf([first, second], (event) => void events.push(event));
    const work = await pool.work(account, signal);
    // Both refuse /info as well, which no node does.
    expect(work).toMatchObject({ ok: false, error: { kind: 'wrong-address', status: 403 } });
    expect(events.filter(({ type }) => type === 'node-failed')).toHaveLength(2);
  });

  it('notices that a node came back as another network', async () => {
    const node = await scriptedNode();
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
    // Loops that still work for the previous network have to stop.
    expect(heard).toEqual(['lost']);
    expect(events.filter(({ type }) => type === 'node-chosen')).toHaveLength(2);
  });

  it('refuses a fallback of another network, naming both', async () => {
    const [first, second] = [await scriptedNode(), await scriptedNode()];
    second.versionName = 'another';
    const events: NodeEvent[] = [];
    const pool = poolOf([first, second], (event) => void events.push(event));
    unwrap(await pool.work(account, signal));
    first.status = 503;
    expect((await pool.work(account, signal)).ok).toBe(false);
    expect(events).toContainEqual({
      type: 'node-failed',
      node: `http://${second.address}`,
      error: expect.objectContaining({
        kind: 'other-network',
        networks: { found: 'another', wanted: 'scripted' },
      }),
    });
    expect(second.asked.some((path) => path.endsWith('/work'))).toBe(false);
    // It is asked again, and taken once it agrees.
    second.versionName = 'scripted';
    expect(unwrap(await pool.work(account, signal)).link.client.url).toContain(second.address);
  });

  it('reports that the network of the first node is unknown, and returns to that node if it differs', async () => {
    const [first, second] = [await scriptedNode(), await scriptedNode()];
    first.status = 503;
    second.versionName = 'another';
    const { events, pool, from, setClock } = asking([first, second]);
    expect(await from()).toContain(second.address);
    expect(events).toContainEqual({
      type: 'network-doubted',
      node: `http://${second.address}`,
      first: `http://${first.address}`,
      versionName: 'another',
      isKnown: false,
    });
    first.status = 200;
    setClock(60_000);
    expect(await from()).toContain(first.address);
    expect(events.at(-2)).toMatchObject({ type: 'network-doubted', isKnown: true });
    first.status = 503;
    expect(await pool.work(account, signal)).toMatchObject({ ok: false });
    expect(events.at(-1)).toMatchObject({ error: { kind: 'other-network' } });
  });

  it('connects again at once, without taking the node for lost', async () => {
    const [first, second] = [await scriptedNode(), await scriptedNode()];
    const events: NodeEvent[] = [];
    // Nothing ends by itself within the test.
    const pool = createNodePool({
      clients: [first, second].map(({ address }) => clientOf(address, { timeoutMs: 60_000 })),
      ...{ logger, onEvent: (event) => void events.push(event), onChosen: () => undefined },
    });
    closeAfterTest(pool);
    const { link } = unwrap(await pool.work(account, signal));
    link.cut.listen(() => undefined);
    const heard: ChainUpdate[] = [];
    link.streams.listen(chain, (update) => heard.push(update));
    await first.until(() => first.streams.size === 1 && first.asked.includes('/info'));
    // Asleep: connections stay open, and nothing comes through them.
    first.isCutOff = true;
    const asked = (end: string): number => first.asked.filter((path) => path.endsWith(end)).length;
    const [works, cuts, streams] = ['/work', '/cut', '/updates'].map(asked) as [
      number,
      number,
      number,
    ];
    const work = pool.work(account, signal);
    await first.until(() => asked('/work') > works);
    first.isCutOff = false;
    pool.reconnect();
    expect(heard).toEqual(['lost']);
    expect(unwrap(await work).link.client.url).toContain(first.address);
    await first.until(() => asked('/cut') > cuts && asked('/updates') > streams);
    await first.until(() => first.streams.size === 1);
    expect(events.map(({ type }) => type)).not.toContain('node-failed');
    expect(second.asked).toEqual([]);
  });

  it('judges a silent update stream by the cut: quiet like its chain, or stalled', async () => {
    const node = await scriptedNode();
    const events = collector<NodeEvent>();
    const { link } = unwrap(await poolOf([node], events.add, Date.now, 300).work(account, signal));
    const known = new Promise((resolve) => link.cut.listen(resolve));
    await known;
    link.streams.listen(chain, () => undefined);
    const updates = (): number => node.asked.filter((path) => path.endsWith('/updates')).length;
    await node.until(() => updates() === 3);
    expect(events.all.some((event) => 'error' in event && event.error !== null)).toBe(false);
    const stalled = events.next((event) => event.type === 'stream-closed' && event.error !== null);
    const growing = setInterval(() => {
      node.grow();
      link.cut.hint();
    }, 40);
    onTestFinished(() => clearInterval(growing));
    expect(await stalled).toMatchObject({ error: { kind: 'stream-stalled' } });
  });
});
