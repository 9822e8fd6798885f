import { describe, expect, it } from 'vitest';
import type { OwnBlock, OwnBlockState } from '../../src-core/state/snapshot-types.ts';
import { verdictOf } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { createPostBook } from './post-book.ts';
import type { Post } from './post-book.ts';

const block = (id: string, state: OwnBlockState, height = 5): OwnBlock => ({
  ...{ id, state, height, chain: 0, versionName: 'practice', foundAtMs: 1, reason: null },
  ...{ difficulty: 1, effort: null, worker: 'CPU 0', forkState: null, reward: null },
  expectedSeconds: null,
});

const post = (id: string, status: number | null, isAnswered = true): Post => ({
  ...{ id, node: 'http://node', status, isAnswered, isRepeat: false },
});

function judged(given: Partial<Ledger>) {
  return verdictOf({
    ...{ found: [], posts: [], history: [], taken: new Set(), waiting: new Set() },
    ...{ onChain: new Set(), heights: new Map([[0, 9]]), settledDepth: 3 },
    ...given,
  });
}

describe('a block is lost', () => {
  it.each<[string, Partial<Ledger>]>([
    ['that no node took, and neither history nor outbox has', { found: ['a'] }],
    ['that the history shows as pending only', { history: [block('a', 'pending')] }],
    [
      'that is called refused although no node refused it',
      { history: [block('a', 'refused')], posts: [post('a', 503)] },
    ],
    [
      'whose refusal never reached the miner',
      { history: [block('a', 'refused')], posts: [post('a', 404, false)] },
    ],
    ['that is called superseded by nothing', { history: [block('a', 'superseded')] }],
  ])('%s', (_what, given) => expect(judged(given).lost).toEqual(['a']));

  it.each<[string, Partial<Ledger>]>([
    ['that a node took', { found: ['a'], taken: new Set(['a']) }],
    ['that waits on disk', { found: ['a'], waiting: new Set(['a']) }],
    ['that the node refused', { history: [block('a', 'refused')], posts: [post('a', 404)] }],
    [
      'whose place another own block has',
      { history: [block('a', 'superseded'), block('b', 'accepted')], taken: new Set(['b']) },
    ],
  ])('but not one %s', (_what, given) => expect(judged(given).lost).toEqual([]));
});

describe('a block is reported falsely', () => {
  it.each<[string, Partial<Ledger>]>([
    ['that is confirmed and not on the chain', { history: [block('a', 'confirmed')] }],
    ['that is accepted and was never taken', { history: [block('a', 'accepted', 9)] }],
    [
      'that stays accepted although another has its place for long',
      { history: [block('a', 'accepted', 6)], taken: new Set(['a']) },
    ],
  ])('%s', (_what, given) => expect(judged(given).falselyReported).toEqual(['a']));

  it.each<[string, Partial<Ledger>]>([
    [
      'on the chain',
      { history: [block('a', 'accepted'), block('b', 'confirmed')], onChain: new Set(['a', 'b']) },
    ],
    [
      'that another may still replace',
      { history: [block('a', 'accepted', 7)], taken: new Set(['a']) },
    ],
    ['that is uncertain', { history: [block('a', 'uncertain')] }],
  ])('but not one %s', (_what, given) => expect(judged(given).falselyReported).toEqual([]));
});

describe('a block is posted twice', () => {
  // An encoded header of one chain, with two neighbours.
  const body = Buffer.alloc(178 + 72);
  body.writeUInt16LE(2, 48);

  it.each([
    [200, true, 1],
    [404, true, 1],
    [503, true, 0],
    [429, true, 0],
    [200, false, 0],
  ])('after the answer %i (which has arrived: %s)', (status, hasArrived, repeats) => {
    const book = createPostBook();
    const first = book.open(body, 'http://node');
    first.nodeSaid(status);
    if (hasArrived) first.delivered();
    book.open(body, 'http://node');
    expect(book.all[0]?.id).not.toBeNull();
    expect(judged({ posts: book.all }).postedTwice).toHaveLength(repeats);
  });
});
