/** The whole core: practice network, miner and CPU worker over real HTTP. */
import { describe, expect, it } from 'vitest';
import { minerAccount } from '../chainweb/account.ts';
import { minerConfigSchema } from '../config/miner-config.ts';
import { startMining } from '../mining/start-mining.ts';
import { blocksOnChain } from './chain-blocks.ts';
import { host, logger, miningTest, publicKey } from './mining-test.ts';

const { folder, history, practiceNode, mining } = miningTest();

describe('mining on the practice network', () => {
  it('finds blocks that the node accepts and the chain confirms', async () => {
    const node = await practiceNode();
    const { until, events } = await mining({ node: host(node), threadCount: 2 });
    // Blocks that joined are asked for by chain, and may come after those that confirm them were counted.
    const snapshot = await until(
      ({ blockCounts, recentBlocks }) => blockCounts.confirmed >= 3 && recentBlocks.length > 3,
    );
    expect(snapshot.phase).toBe('mining');
    expect(snapshot.network?.versionName).toBe(node.versionName);
    expect(snapshot.tips).toHaveLength(10);
    expect(snapshot.hashesPerSecond).toBeGreaterThan(0);
    const { hashes: onChain } = await blocksOnChain(node);
    for (const block of snapshot.blocks.filter(({ state }) => state === 'confirmed')) {
      expect(onChain).toContain(block.id);
    }
    expect(events.some(({ type }) => type === 'worker-failed')).toBe(false);
  });

  it('stops so that nothing is left running, and history remembers', async () => {
    const node = await practiceNode();
    const { until, stop, snapshot } = await mining({ node: host(node) });
    await until(({ blockCounts }) => blockCounts.accepted >= 1);
    await stop();
    expect(snapshot().phase).toBe('stopped');
    const { accepted, confirmed } = history().blockCounts().get(node.versionName)!;
    expect(accepted + confirmed).toBeGreaterThanOrEqual(1);
  });

  it('does not start without a key to pay rewards to', async () => {
    const started = await startMining({
      config: minerConfigSchema.parse({ practice: true }),
      dataDirectory: folder(),
      history: history(),
      logger,
      onEvent: () => undefined,
    });
    expect(started).toMatchObject({ ok: false, error: { kind: 'public-key', reason: 'missing' } });
  });

  it.each([
    ['a name', 'alice'],
    ['the bare key', publicKey],
  ])('finds practice blocks for an account that is %s', async (_, account) => {
    const node = await practiceNode();
    const { until } = await mining({ node: host(node), account, publicKey });
    const { blockCounts } = await until(({ blockCounts }) => blockCounts.accepted >= 1);
    expect(blockCounts.refused).toBe(0);
  });

  it('continues the embedded network’s chains after a restart', async () => {
    const config = { practice: true, practiceGraph: 'singleton' as const, practiceBlockDelay: 1 };
    const first = await mining(config);
    const before = await first.until(({ tips }) => (tips[0]?.height ?? 0) >= 1);
    await first.stop();
    const again = await mining(config);
    const after = await again.until(({ tips }) => tips.length > 0);
    expect(after.tips[0]?.height).toBeGreaterThanOrEqual(before.tips[0]?.height ?? Infinity);
  }, 60_000);
});

describe('a node that goes away while mining', () => {
  it('loses no solved block, and none is called accepted that was not', async () => {
    let node = await practiceNode();
    const { until, events, stop, snapshot } = await mining({ node: host(node), threadCount: 2 });
    for (let round = 1; round <= 3; round += 1) {
      const before = events.length;
      await until(() => events.slice(before).some(({ type }) => type === 'solution-accepted'));
      await node.kill();
      await until(({ phase }) => phase === 'waiting');
      // Its update streams broke as well.
      const kinds = snapshot().problems.map(({ kind }) => kind);
      expect(kinds).toContain('node');
      node = await practiceNode(node.port);
      await until(({ phase, problems }) => phase === 'mining' && problems.length === 0);
    }
    await until(({ blockCounts }) => blockCounts.pending === 0 && blockCounts.uncertain === 0);
    await stop();

    const found = events.filter(({ type }) => type === 'solution-found');
    const blocks = history().blocks(Infinity, 1_000);
    expect(blocks).toHaveLength(found.length);
    const { hashes: onChain } = await blocksOnChain(node);
    for (const { id, state } of blocks) {
      // The state of every solution is what the chain says.
      if (state === 'accepted' || state === 'confirmed') expect(onChain).toContain(id);
      else expect(onChain).not.toContain(id);
    }
    // And the other way round: everything on the chain is known to be accepted.
    const accepted = blocks.filter(({ state }) => ['accepted', 'confirmed'].includes(state));
    expect(onChain.size - 10).toBe(accepted.length);
  }, 60_000);

  it('is waited for: mining starts when it appears', async () => {
    const { port, close } = await practiceNode();
    await close();
    const { until } = await mining({ node: `127.0.0.1:${port}` });
    const waiting = await until(({ problems }) => problems.length > 0);
    expect(waiting).toMatchObject({
      phase: 'waiting',
      problems: [{ error: { kind: 'node-missing' } }],
    });
    await practiceNode(port);
    await until(({ phase, problems }) => phase === 'mining' && problems.length === 0);
  });

  it('is replaced by the next configured node meanwhile', async () => {
    const gone = await practiceNode();
    await gone.close();
    const node = await practiceNode();
    const { until } = await mining({ node: host(gone), fallbackNodes: [host(node)] });
    const snapshot = await until(({ blockCounts }) => blockCounts.accepted >= 1);
    expect(snapshot.node?.url).toBe(node.url);
    // The first node has not said which network it is of.
    expect(snapshot.problems).toMatchObject([
      { kind: 'node', node: gone.url, error: { kind: 'node-missing' } },
      { kind: 'network', node: node.url, first: gone.url },
    ]);
  });
});

describe('a node that refuses', () => {
  it('is named for a key it does not mine for', async () => {
    const node = await practiceNode(0, { accounts: [minerAccount('cd'.repeat(32))] });
    const { until } = await mining({ node: host(node) });
    const { problems } = await until((snapshot) => snapshot.problems.length > 0);
    expect(problems).toMatchObject([{ error: { kind: 'key-refused', status: 403 } }]);
  });
});
