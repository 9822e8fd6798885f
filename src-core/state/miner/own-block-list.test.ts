import { describe, expect, it } from 'vitest';
import type { MinerEvent } from '../miner-events.ts';
import { NO_BLOCKS, SHOWN_OWN_BLOCKS } from '../snapshot-types.ts';
import { found } from '../tests/after-events.ts';
import { effortOn, UNCLAIMED, withEffort } from './network-efforts.ts';
import {
  changedBlock,
  foundBlock,
  withBlockState,
  withFoundBlock,
  withReward,
} from './own-block-list.ts';

type Changed = Parameters<typeof changedBlock>[0];

const EMPTY = { blocks: [], countsByNetwork: new Map<string, typeof NO_BLOCKS>() };
const blockOf = (changes: object = {}) => foundBlock({ ...found, atMs: 5_000, ...changes }, 0.5);
const news = (type: MinerEvent['type'], more: object = {}) =>
  changedBlock({ type, id: 'x', atMs: 9_000, ...more } as Changed);

describe('an own block', () => {
  it('is pending, and keeps what it was found with', () => {
    expect(blockOf()).toEqual({
      ...{ id: 'x', versionName: 'practice', chain: 0, height: 5, difficulty: 1e6, effort: 0.5 },
      ...{ foundAtMs: 5_000, state: 'pending', reason: null, worker: 'CPU 0' },
      ...{ forkState: null, reward: null, expectedSeconds: null },
    });
    const forkState = { number: 1, votes: 2 };
    expect(blockOf({ finder: 'garage', forkState, expectedSeconds: 60 })).toMatchObject({
      ...{ worker: 'garage', forkState, expectedSeconds: 60 },
    });
  });

  it.each([
    ['solution-retried', 'pending'],
    ['solution-accepted', 'accepted'],
    ['solution-uncertain', 'uncertain'],
    ['solution-superseded', 'superseded'],
    ['solution-refused', 'refused'],
    ['block-confirmed', 'confirmed'],
    ['block-orphaned', 'orphaned'],
  ] as const)('after %s is %s, and is counted once', (type, state) => {
    const list = withBlockState(withFoundBlock(EMPTY, blockOf()), news(type));
    expect(list.blocks).toEqual([{ ...blockOf(), state }]);
    expect(list.countsByNetwork).toEqual(new Map([['practice', { ...NO_BLOCKS, [state]: 1 }]]));
  });

  it('has the reason of the node where it was refused, and none where it was not', () => {
    const error = { kind: 'request-refused', detail: 'no such parent' };
    expect(news('solution-refused', { error }).reason).toBe('no such parent');
    const refused = withBlockState(
      withFoundBlock(EMPTY, blockOf()),
      news('solution-refused', { error }),
    );
    expect(refused.blocks[0]?.reason).toBe('no such parent');
    expect(withBlockState(refused, news('solution-accepted')).blocks[0]?.reason).toBeNull();
  });
});

describe('the list of own blocks', () => {
  const many = Array.from({ length: SHOWN_OWN_BLOCKS + 1 }, (_, at) => blockOf({ id: `b${at}` }));
  const full = many.reduce(withFoundBlock, EMPTY);

  it('has the newest first, as many as are shown, and counts all', () => {
    expect(full.blocks).toHaveLength(SHOWN_OWN_BLOCKS);
    expect([full.blocks[0]?.id, full.blocks.at(-1)?.id]).toEqual([`b${SHOWN_OWN_BLOCKS}`, 'b1']);
    expect(full.countsByNetwork.get('practice')?.pending).toBe(SHOWN_OWN_BLOCKS + 1);
  });

  it('changes the block that is meant, and none where it is not shown', () => {
    const next = withBlockState(full, { id: 'b7', state: 'accepted', reason: null });
    expect(next.blocks.filter(({ state }) => state === 'accepted').map(({ id }) => id)).toEqual([
      'b7',
    ]);
    const paid = { type: 'block-rewarded', id: 'b7', reward: 1.5, atMs: 1 } as const;
    const rewarded = withReward(full, paid);
    expect(rewarded.blocks.filter(({ reward }) => reward !== null)).toEqual([
      { ...blockOf({ id: 'b7' }), reward: 1.5 },
    ]);
    expect(rewarded.countsByNetwork).toBe(full.countsByNetwork);
    expect(withBlockState(full, { id: 'b0', state: 'accepted', reason: null })).toEqual(full);
  });
});

it('gives effort that is of no network to the first one that is mined on', () => {
  const old = new Map([[UNCLAIMED, 0.7]]);
  expect([effortOn(old, 'mainnet01'), effortOn(new Map(), 'mainnet01')]).toEqual([0.7, 0]);
  const claimed = withEffort(old, 'mainnet01', 0.8);
  expect([...claimed]).toEqual([['mainnet01', 0.8]]);
  expect(effortOn(claimed, 'practice')).toBe(0);
  expect([...old]).toEqual([[UNCLAIMED, 0.7]]);
});
