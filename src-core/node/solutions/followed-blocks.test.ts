/** What becomes of blocks that are followed, and what the log says of them. */
import { beforeEach, expect, it } from 'vitest';
import { blockHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { err, ok } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';
import type { NodeClient } from '../node-client.ts';
import type { SolutionEvent } from '../node-events.ts';
import { chain, clientOf, closeAfterTest, collector, scriptedNode } from '../tests/node-test.ts';
import type { Collector } from '../tests/node-test.ts';
import { followBlocks } from './block-follower.ts';
import type { BlockFollower } from './block-follower.ts';

let node: ScriptedNode;
let events: Collector<SolutionEvent>;
let log: ReturnType<typeof collectedLog>;
beforeEach(async () => {
  node = await scriptedNode();
  events = collector<SolutionEvent>();
  log = collectedLog();
});

interface Changes {
  readonly reward?: NodeClient['reward'];
  readonly onEvent?: (event: SolutionEvent) => void;
}

/** A follower of blocks that settle under two others, with the rewards of a node that tells them. */
function follower({ reward, onEvent = events.add }: Changes = {}): BlockFollower {
  const client = clientOf(node.address);
  return closeAfterTest(
    followBlocks({
      client: { ...client, reward: reward ?? (() => Promise.resolve(ok(1.5))) },
      ...{ version: 'scripted', depth: 2, logger: log.logger, onEvent },
    }),
  );
}

function growBlock(height?: number): string {
  return toBase64Url(blockHash(node.grow(height)));
}

/** Shows the follower the tip of the node. */
function look(following: BlockFollower): void {
  const tip = node.blocks.at(-1)!;
  following.cutMoved([{ chain, height: tip.height, hash: toBase64Url(blockHash(tip)) }]);
}

const asked = (): number => node.asked.filter((path) => path.endsWith('/branch')).length;

/** Lets the requests of the follower be answered that are under way. */
async function settled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await clientOf(node.address).info();
}

it('a block that may have been accepted is looked up at once, and confirmed later', async () => {
  const id = growBlock();
  const following = follower();
  following.follow({ id, chain, height: 1, uncertain: true });
  const accepted = events.next(({ type }) => type === 'solution-accepted');
  look(following);
  await accepted;
  growBlock();
  look(following);
  await settled();
  // It is known to be accepted now: nothing is asked before it is deep enough.
  expect(asked()).toBe(1);
  growBlock();
  const rewarded = events.next(({ type }) => type === 'block-rewarded');
  look(following);
  await rewarded;
  look(following);
  await settled();
  expect(events.all).toEqual([
    { type: 'solution-accepted', id },
    { type: 'block-confirmed', id },
    { type: 'block-rewarded', id, reward: 1.5 },
  ]);
  expect(await log.logged()).toEqual([
    `the node did accept block ${id}`,
    'block 1 of chain 0 is confirmed',
  ]);
  expect(asked()).toBe(2);
});

it('a block that may have been accepted, and is not there yet, is looked up again', async () => {
  growBlock();
  const following = follower();
  following.follow({ id: 'another', chain, height: 1, uncertain: true });
  look(following);
  await settled();
  expect(events.all).toEqual([]);
  growBlock();
  growBlock();
  const orphaned = events.next(() => true);
  look(following);
  expect(await orphaned).toEqual({ type: 'block-orphaned', id: 'another' });
  expect(await log.logged('warn')).toEqual(['block 1 of chain 0 was orphaned']);
  look(following);
  await settled();
  expect(asked()).toBe(2);
});

it('a block above the tip, or of a chain without one, is not looked up', async () => {
  const following = follower();
  following.follow({ id: 'x', chain, height: 1, uncertain: true });
  look(following);
  following.cutMoved([]);
  await settled();
  expect(asked()).toBe(0);
});

it('a reward that the node does not tell is not known', async () => {
  const id = growBlock();
  growBlock();
  growBlock();
  const reward = () =>
    Promise.resolve(err({ kind: 'request-refused', detail: 'no such payload' } as const));
  const following = follower({ reward });
  following.follow({ id, chain, height: 1, uncertain: false });
  look(following);
  await settled();
  expect(events.all).toEqual([{ type: 'block-confirmed', id }]);
  expect(await log.logged('info')).toEqual([
    'block 1 of chain 0 is confirmed',
    `the reward of block ${id} is not known: no such payload`,
  ]);
});

it('nothing is reported once it is closed', async () => {
  const id = growBlock();
  growBlock();
  growBlock();
  const rewarded: ((answer: ReturnType<typeof ok<number>>) => void)[] = [];
  const reward = () =>
    new Promise<ReturnType<typeof ok<number>>>((resolve) => void rewarded.push(resolve));
  const first = follower({ reward });
  first.follow({ id, chain, height: 1, uncertain: false });
  const confirmed = events.next(() => true);
  look(first);
  await confirmed;
  first.close();
  rewarded[0]?.(ok(1));
  const second = follower();
  second.follow({ id, chain, height: 1, uncertain: true });
  look(second);
  second.close();
  look(second);
  await settled();
  expect(events.all).toEqual([{ type: 'block-confirmed', id }]);
});

it('a fault in what handles the news is logged, and the block is looked up again', async () => {
  const id = growBlock();
  let isBroken = true;
  const onEvent = (event: SolutionEvent): void => {
    if (isBroken) throw new Error('made to break');
    events.add(event);
  };
  const following = follower({ onEvent });
  following.follow({ id, chain, height: 1, uncertain: true });
  look(following);
  await node.until(() => asked() === 1);
  await settled();
  expect(await log.logged('error')).toEqual([
    expect.stringMatching(`^looking up block ${id} failed: Error: made to break`),
  ]);
  isBroken = false;
  const accepted = events.next(() => true);
  look(following);
  expect(await accepted).toEqual({ type: 'solution-accepted', id });
});

it('a block is looked up once at a time, and again where the cut moved meanwhile', async () => {
  const id = growBlock();
  const following = follower();
  following.follow({ id, chain, height: 1, uncertain: false });
  growBlock();
  growBlock();
  const rewarded = events.next(({ type }) => type === 'block-rewarded');
  for (let times = 0; times < 5; times += 1) look(following);
  await rewarded;
  await settled();
  expect(asked()).toBe(1);
});
