/** Which node of a pool is asked when, and what the log and the events say of it. */
import { expect, it } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';
import type { NodeEvent } from '../node-events.ts';
import { account, chain, clientOf, closeAfterTest, scriptedNode } from '../tests/node-test.ts';
import { createNodePool } from './node-pool.ts';
import type { NodeLink, NodePool } from './node-pool.ts';

const noSignal = new AbortController().signal;
const urlOf = ({ address }: ScriptedNode): string => `http://${address}`;

interface AskedPool {
  readonly pool: NodePool;
  readonly now: { ms: number };
  /** The node that gives work, or why none does. */
  readonly work: () => Promise<string>;
  /** The nodes that were asked since the last call, in order. */
  readonly asked: () => string[];
  readonly events: NodeEvent[];
  readonly chosen: NodeLink[];
  readonly logged: ReturnType<typeof collectedLog>['logged'];
}

function poolOf(nodes: readonly ScriptedNode[]): AskedPool {
  const { logger, logged } = collectedLog();
  const now = { ms: 0 };
  const events: NodeEvent[] = [];
  const chosen: NodeLink[] = [];
  const asks: string[] = [];
  const clients = nodes.map(({ address }) => {
    const client = clientOf(address, { timeoutMs: 20_000 });
    return {
      ...client,
      info: () => {
        asks.push(client.url);
        return client.info();
      },
      work: (...given: Parameters<typeof client.work>) => {
        asks.push(client.url);
        return client.work(...given);
      },
    };
  });
  const pool = createNodePool({
    ...{ clients, logger, nowMs: () => now.ms },
    onEvent: (event) => void events.push(event),
    onChosen: (link) => void chosen.push(link),
  });
  closeAfterTest(pool);
  const work = async (): Promise<string> => {
    const issued = await pool.work(account, noSignal);
    return issued.ok ? issued.value.link.client.url : issued.error.detail;
  };
  const asked = (): string[] => asks.splice(0).filter((url, at, all) => url !== all[at - 1]);
  return { pool, now, work, asked, events, chosen, logged };
}

it('asks the fallback first while it is mined on, and each other node once where it fails', async () => {
  const nodes = [await scriptedNode(), await scriptedNode(), await scriptedNode()] as const;
  const [first, second, third] = nodes.map(urlOf) as [string, string, string];
  const { work, asked } = poolOf(nodes);
  expect([await work(), asked()]).toEqual([first, [first]]);
  nodes[0].status = nodes[1].status = 503;
  expect([await work(), asked()]).toEqual([third, [first, second, third]]);
  expect([await work(), asked()]).toEqual([third, [third]]);
  nodes[2].status = 503;
  await work();
  expect(asked()).toEqual([third, first, second]);
});

it('tries the preferred nodes again half a minute after the last try', async () => {
  const nodes = [await scriptedNode(), await scriptedNode()] as const;
  const [first, second] = nodes.map(urlOf) as [string, string];
  const { work, asked, now } = poolOf(nodes);
  await work();
  nodes[0].status = 503;
  await work();
  asked();
  for (const ms of [29_999, 30_000, 59_999, 60_000]) {
    now.ms = ms;
    // Its network is asked for first, so that it is not asked for work.
    const infos = (): number => nodes[0].asked.filter((path) => path === '/info').length;
    const before = infos();
    expect(await work()).toBe(second);
    expect([ms, infos() - before]).toEqual([ms, ms % 30_000 === 0 ? 1 : 0]);
  }
  nodes[0].status = 200;
  now.ms = 90_000;
  expect(await work()).toBe(first);
});

it('says which node is mined on, how fast it answered, and which it would rather ask', async () => {
  const nodes = [await scriptedNode(), await scriptedNode()] as const;
  const { work, events, chosen, logged } = poolOf(nodes);
  const startedAt = performance.now();
  await work();
  await work();
  nodes[0].status = 503;
  await work();
  const answered = events.filter((event) => event.type === 'node-answered');
  expect(answered.map(({ node, preferred }) => [node, preferred])).toEqual([
    [urlOf(nodes[0]), []],
    [urlOf(nodes[0]), []],
    [urlOf(nodes[1]), [urlOf(nodes[0])]],
  ]);
  for (const { latencyMs } of answered) {
    expect(latencyMs).toBeGreaterThan(0);
    expect(latencyMs).toBeLessThan(performance.now() - startedAt);
  }
  expect(chosen.map(({ client }) => client.url)).toEqual(nodes.map(urlOf));
  expect(await logged('info')).toEqual(
    nodes.map((node) => `mining with node ${urlOf(node)} on network scripted`),
  );
});

it('says once that a node is on another network, until it agrees', async () => {
  const nodes = [await scriptedNode(), await scriptedNode()] as const;
  nodes[1].versionName = 'another';
  const { work, logged } = poolOf(nodes);
  await work();
  nodes[0].status = 503;
  const detail = `it is on network another, but ${urlOf(nodes[0])} is on scripted`;
  await work();
  await work();
  const line = `node ${urlOf(nodes[1])} is not mined on: ${detail}`;
  expect(await logged('error')).toEqual([line]);
  nodes[1].versionName = 'scripted';
  expect(await work()).toBe(urlOf(nodes[1]));
  nodes[1].status = 503;
  await work();
  Object.assign(nodes[1], { status: 200, versionName: 'another' });
  await work();
  expect(await logged('error')).toEqual([line, line]);
});

it('says once that the network of the first node is not known, and once that it is', async () => {
  const nodes = [await scriptedNode(), await scriptedNode()] as const;
  nodes[0].status = 503;
  const { work, now, events, logged } = poolOf(nodes);
  await work();
  await work();
  nodes[0].status = 200;
  for (const ms of [30_000, 60_000]) {
    now.ms = ms;
    await work();
  }
  const doubts = events.filter((event) => event.type === 'network-doubted');
  expect(doubts.map(({ isKnown, node }) => [isKnown, node])).toEqual([
    [false, urlOf(nodes[1])],
    [true, urlOf(nodes[0])],
  ]);
  expect(await logged('warn')).toEqual([
    `mining on network scripted of ${urlOf(nodes[1])}: the network of ${urlOf(nodes[0])} is not known, as it has not answered yet`,
  ]);
});

it('reports no node as failed that was given up', async () => {
  const nodes = [await scriptedNode(), await scriptedNode()] as const;
  nodes[0].holdsWork = true;
  const { pool, events, asked } = poolOf(nodes);
  const giveUp = new AbortController();
  const working = pool.work(account, giveUp.signal);
  await nodes[0].until(() => nodes[0].asked.some((path) => path.endsWith('/work')));
  // The connections are closed at that moment too: what failed for both reasons is not asked again.
  giveUp.abort();
  pool.reconnect();
  expect(await working).toEqual({
    ok: false,
    error: { kind: 'node-missing', detail: 'cancelled' },
  });
  expect([asked(), events]).toEqual([[urlOf(nodes[0])], []]);
});

it('shows the greatest height of a chain that a node has just now', async () => {
  const nodes = [await scriptedNode(), await scriptedNode()] as const;
  const { pool, work, chosen } = poolOf(nodes);
  expect(pool.chainHeight('scripted', chain)).toBeNull();
  await work();
  nodes[0].status = 503;
  await work();
  nodes[0].status = 200;
  expect(pool.chainHeight('scripted', chain)).toBeNull();
  for (const [at, height] of [5, 3].entries()) {
    for (let grown = 0; grown < height; grown += 1) nodes[at]!.grow();
    await new Promise((resolve) => chosen[at]!.cut.listen(resolve));
  }
  expect(pool.chainHeight('scripted', chain)).toBe(5);
  expect(pool.chainHeight('another', chain)).toBeNull();
  nodes[0].status = 503;
  chosen[0]!.cut.hint();
  await expect.poll(() => pool.chainHeight('scripted', chain)).toBe(3);
});

it('closes what it opened', async () => {
  const node = await scriptedNode();
  const { pool, work, chosen } = poolOf([node]);
  await work();
  chosen[0]!.streams.listen(chain, () => undefined);
  await node.until(() => node.streams.size === 1);
  pool.close();
  await node.until(() => node.streams.size === 0);
  chosen[0]!.cut.listen(() => expect.unreachable());
  const asked = node.asked.length;
  chosen[0]!.cut.hint();
  await clientOf(node.address).info();
  expect(node.asked.slice(asked)).toEqual(['/info']);
});

it.each([
  // Two polls a block, but at least one each second and at most one in ten.
  [null, 5_000],
  [30e6, 10_000],
  [8e6, 4_000],
  [1e6, 1_000],
])('polls the cut of a network with blocks every %s µs every %d ms', async (delay, everyMs) => {
  const node = await scriptedNode();
  node.blockDelayMicros = delay;
  const { work, chosen, pool } = poolOf([node]);
  await work();
  const timers: unknown[] = [];
  const { setTimeout: original } = globalThis;
  globalThis.setTimeout = ((act: () => void, ms: number) => {
    timers.push(ms);
    return original(act, ms);
  }) as typeof setTimeout;
  await new Promise((resolve) => chosen[0]!.cut.listen(resolve));
  await expect.poll(() => timers.includes(everyMs)).toBe(true);
  globalThis.setTimeout = original;
  pool.close();
});
