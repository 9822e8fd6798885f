import { describe, expect, it } from 'vitest';
import { blockHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';
import { followBlocks, settledDepth } from './block-follower.ts';
import type { SolutionEvent } from '../node-events.ts';
import {
  chain,
  clientOf,
  closeAfterTest,
  collector,
  logger,
  scriptedNode,
} from '../tests/node-test.ts';
import type { Collector } from '../tests/node-test.ts';

describe('the block follower', () => {
  async function follow(uncertain: boolean): Promise<{
    node: ScriptedNode;
    events: Collector<SolutionEvent>;
    id: string;
    look: () => void;
  }> {
    const node = await scriptedNode();
    const id = toBase64Url(blockHash(node.grow()));
    const events = collector<SolutionEvent>();
    const follower = followBlocks({
      client: clientOf(node.address),
      version: 'scripted',
      depth: 2,
      logger,
      onEvent: events.add,
    });
    closeAfterTest(follower);
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
    // Too early for any request: one of the follower's would come before the second of ours.
    await clientOf(node.address).info();
    await clientOf(node.address).info();
    expect(node.asked).toEqual(['/info', '/info']);
    node.grow();
    const confirmed = events.next(() => true);
    look();
    expect(await confirmed).toEqual({ type: 'block-confirmed', id });
  });

  it('reports a block as orphaned when another has its place', async () => {
    const { node, events, id, look } = await follow(false);
    node.grow(0);
    node.grow();
    node.grow();
    const orphaned = events.next(() => true);
    look();
    expect(await orphaned).toEqual({ type: 'block-orphaned', id });
  });

  it('waits until the whole graph builds on a block, and longer if the graph is unknown', () => {
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

  it('reports that an uncertain block was accepted', async () => {
    const { events, id, look } = await follow(true);
    const accepted = events.next(() => true);
    look();
    expect(await accepted).toEqual({ type: 'solution-accepted', id });
  });
});
