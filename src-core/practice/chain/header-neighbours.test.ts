/** Solved headers that name other blocks of their neighbours than the node's own work does. */
import { beforeEach, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { unwrap } from '../../result.ts';
import { openPracticeChain } from './practice-chain.ts';
import type { PracticeChain } from './practice-chain.ts';
import { practiceNetwork } from './practice-network.ts';
import { openStoreIn } from './practice-store.ts';
import type { PracticeStore } from './practice-store.ts';

/** Of two neighbours each: what is wrong with one of them must not be hidden by the other. */
const network = practiceNetwork('triangle', null, 1);
const [first, second, third] = [mkChainId(0), mkChainId(1), mkChainId(2)];
let store: PracticeStore;
let chain: PracticeChain;
let now: bigint;

beforeEach(() => {
  store = unwrap(openStoreIn(null, network.versionName, false));
  chain = openPracticeChain(network, store, 1_000n);
  now = 2_000n;
});

function mine(...chains: ChainId[]): void {
  for (const id of chains) expect(accept(id).outcome).toBe('joined');
}

/** Takes the next block of a chain that names other blocks of its neighbours. */
function accept(id: ChainId, named: Partial<Record<ChainId, Uint8Array>> = {}) {
  now += 1_000n;
  const header = chain.extend(id, new Uint8Array(32).fill(Number(now / 1_000n)), now);
  if (header === null) throw new Error('the chain cannot be mined');
  const adjacents = header.adjacents.map((each) => ({
    ...each,
    hash: named[each.chain] ?? each.hash,
  }));
  return chain.accept({ ...header, adjacents }, now);
}

it.each([second, third])(
  'an unknown one of chain %d: it is an orphan that is not kept',
  (other) => {
    const verdict = accept(first, { [other]: new Uint8Array(32) });
    expect(verdict).toMatchObject({ outcome: 'orphaned', kept: false });
    expect(store.find(first, verdict.block.hash)).toBeNull();
  },
);

it.each([second, third])('the parent of genesis of chain %d: it lacks a parent', (other) => {
  const verdict = accept(first, { [other]: chain.tip(other).header.parent });
  expect(verdict).toMatchObject({ outcome: 'invalid', failures: ['MissingAdjacentParent'] });
});

it.each([second, third])('one of another height of chain %d: it is badly braided', (other) => {
  mine(first, second, third);
  // Its genesis is still the parent of its newest block, but a height too low.
  const verdict = accept(first, { [other]: chain.tip(other).header.parent });
  expect(verdict).toMatchObject({ outcome: 'invalid', failures: ['InvalidBraiding'] });
});

it('the newest one, or the one before it as soon as that is there: it joins', () => {
  mine(first);
  const ahead = chain.tip(first);
  const verdict = accept(second);
  expect(verdict.outcome).toBe('joined');
  expect(verdict.block.header.adjacents).toEqual([
    { chain: first, hash: ahead.header.parent },
    { chain: third, hash: chain.tip(third).hash },
  ]);
});

it('an older one: it is an orphan, which is kept', () => {
  const late = chain.extend(first, new Uint8Array(32), 1_500n);
  if (late === null) throw new Error('the chain cannot be mined');
  mine(first, second, third, first);
  const verdict = chain.accept(late, now);
  expect(verdict).toMatchObject({ outcome: 'orphaned', kept: true });
  expect(store.find(first, verdict.block.hash)).toMatchObject({ onChain: false });
});

it('are all older than the block on them, whatever the clock says', () => {
  mine(first, second, third);
  const latest = chain.tip(third).header.creationTimeMicros;
  const next = chain.extend(first, new Uint8Array(32), 1_500n);
  expect(next?.creationTimeMicros).toBe(latest + 1n);
});
