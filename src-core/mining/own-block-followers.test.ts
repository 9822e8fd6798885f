import { expect, it, onTestFinished } from 'vitest';
import { blockHash, toBase64Url } from '../chainweb/block-hash.ts';
import { mkChainId } from '../chainweb/chain-graph.ts';
import type { NodeError } from '../node/node-errors.ts';
import type { ChainTip, SolutionEvent } from '../node/node-events.ts';
import type { MinerNews } from '../state/miner-events.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { found } from '../tests/disk/found-block.ts';
import type { ScriptedNode } from '../tests/scripted-node.ts';
import { createOwnBlockFollowers } from './own-block-followers.ts';
import { linkTo, scriptedNode } from './tests/linked-node.ts';

const chain = mkChainId(0);
const error: NodeError = { kind: 'timeout', detail: 'no answer' };

/** A link whose cut is seen when the test says so; the node itself is asked about blocks alone. */
async function linkWithCut(node: ScriptedNode) {
  const { link, history } = await linkTo(node);
  const listeners = new Set<(tips: readonly ChainTip[]) => void>();
  const cut = {
    ...link.cut,
    listen(moved: (tips: readonly ChainTip[]) => void) {
      listeners.add(moved);
      return () => listeners.delete(moved);
    },
  };
  return {
    ...{ link: { ...link, cut }, listeners, history },
    /** Shows the cut of the node as it is. */
    cutMoves(): void {
      const tip = node.blocks.at(-1)!;
      const hash = toBase64Url(blockHash(tip));
      for (const moved of listeners) moved([{ chain, height: tip.height, hash }]);
    },
    /** How often blocks were looked up. */
    looks: () => node.asked.filter((path) => path.endsWith('/branch')).length,
  };
}

/** Followers of the blocks of a node where a block settles under one other. */
async function followersOn(node: ScriptedNode) {
  const linked = await linkWithCut(node);
  const { history } = linked;
  const events: MinerNews[] = [];
  let look = (): void => undefined;
  const followers = createOwnBlockFollowers(history, collectedLog().logger, (event) => {
    events.push(event);
    look();
  });
  onTestFinished(() => followers.close());
  return {
    ...{ ...linked, followers, events },
    /** Puts a block on the node's chain that this miner found; its name. */
    ownBlock(versionName = node.versionName): string {
      const block = node.grow();
      const id = toBase64Url(blockHash(block));
      history.record({ ...found(id, 1), chain, height: block.height, versionName } as never);
      return id;
    },
    /** Keeps what became of a solution, and passes it on. */
    answer(event: SolutionEvent): void {
      history.record({ ...event, atMs: 2 });
      followers.answered(event);
    },
    async until(type: MinerNews['type']): Promise<void> {
      while (!events.some((event) => event.type === type))
        await new Promise<void>((resolve) => (look = resolve));
    },
  };
}

it('looks an accepted block up once another is on it', async () => {
  const node = await scriptedNode();
  const { link, followers, events, ownBlock, answer, until, cutMoves, looks } =
    await followersOn(node);
  followers.followOn(link);
  const id = ownBlock();
  answer({ type: 'solution-accepted', id });
  cutMoves();
  node.grow();
  cutMoves();
  await until('block-confirmed');
  expect(events).toEqual([{ type: 'block-confirmed', id }]);
  expect(looks()).toBe(1);
});

it('looks a block up at once that may have been accepted', async () => {
  const node = await scriptedNode();
  const { link, followers, events, ownBlock, answer, until, cutMoves } = await followersOn(node);
  followers.followOn(link);
  const id = ownBlock();
  cutMoves();
  answer({ type: 'solution-uncertain', id, error });
  await until('solution-accepted');
  expect(events).toEqual([{ type: 'solution-accepted', id }]);
});

it('looks up none that were refused or not answered, that are not known, or of other networks', async () => {
  const node = await scriptedNode();
  const { link, followers, events, ownBlock, answer, until, cutMoves, looks } =
    await followersOn(node);
  followers.followOn(link);
  for (const type of ['solution-refused', 'solution-superseded', 'solution-retried'] as const) {
    answer({ type, id: ownBlock(), error, attempt: 1 });
  }
  answer({ type: 'solution-accepted', id: 'unknown' });
  answer({ type: 'solution-accepted', id: ownBlock('another network') });
  const id = ownBlock();
  answer({ type: 'solution-accepted', id });
  node.grow();
  cutMoves();
  await until('block-confirmed');
  expect(events).toEqual([{ type: 'block-confirmed', id }]);
  expect(looks()).toBe(1);
});

it('follows blocks of before, with the node that is mined on and no other', async () => {
  const first = await scriptedNode();
  const { link, followers, events, ownBlock, answer, until, cutMoves, looks, listeners } =
    await followersOn(first);
  const ids = [ownBlock(), ownBlock()];
  for (const id of ids) answer({ type: 'solution-accepted', id });
  followers.followOn(link);
  const second = await scriptedNode();
  second.blocks.push(...first.blocks.slice(1));
  const other = await linkWithCut(second);
  followers.followOn(other.link);
  // Or the node that is mined on no more would be asked for its cut for ever.
  expect([listeners.size, other.listeners.size]).toEqual([0, 1]);
  cutMoves();
  other.cutMoves();
  await until('block-confirmed');
  expect(events).toEqual([{ type: 'block-confirmed', id: ids[0] }]);
  expect([looks(), other.looks()]).toEqual([0, 1]);
});

it('reports nothing once it is closed, and leaves the cut', async () => {
  const node = await scriptedNode();
  const { link, followers, events, ownBlock, answer, cutMoves, looks, listeners } =
    await followersOn(node);
  followers.followOn(link);
  const id = ownBlock();
  answer({ type: 'solution-accepted', id });
  node.grow();
  cutMoves();
  followers.close();
  expect(listeners.size).toBe(0);
  // The look that had begun is answered.
  await node.until(() => looks() === 1);
  await link.client.info();
  expect(events).toEqual([]);
});
