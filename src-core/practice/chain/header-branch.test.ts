/** Branches that leave the chain for more than a block. */
import { expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { WorkHeader } from '../../chainweb/work-header.ts';
import { unwrap } from '../../result.ts';
import { branch } from './header-branch.ts';
import { openPracticeChain } from './practice-chain.ts';
import { practiceNetwork } from './practice-network.ts';
import { openStoreIn } from './practice-store.ts';
import type { PracticeStore } from './practice-store.ts';

const only = mkChainId(0);

/** A chain of heights 0 … 4, `a0` … `a4`, beside which are `b1` to `b3`, the children of `a0`, `b1` and `b2`. */
function tree() {
  const network = practiceNetwork('singleton', null, 1);
  const store = unwrap(openStoreIn(null, network.versionName, false));
  const chain = openPracticeChain(network, store, 1_000n);
  const hashes = new Map<string, Uint8Array>([['a0', chain.tip(only).hash]]);
  const taken = (name: string, header: WorkHeader): WorkHeader => {
    hashes.set(name, chain.accept(header, 90_000n).block.hash);
    return header;
  };
  const next = (at: number, seed: number): WorkHeader =>
    chain.extend(only, new Uint8Array(32).fill(seed), BigInt(10_000 * at))!;
  const beside = next(1, 200);
  const onChain = [1, 2, 3, 4].map((at) => taken(`a${at}`, next(at, at)));
  taken('b1', beside);
  for (const at of [2, 3]) {
    const like = onChain[at - 1]!;
    const parent = hashes.get(`b${at - 1}`)!;
    taken(`b${at}`, { ...like, parent, payloadHash: new Uint8Array(32).fill(200 + at) });
  }
  const stored = (name: string) => store.find(only, hashes.get(name)!)!;
  const nameOf = (hash: Uint8Array): string =>
    [...hashes].find(([, each]) => Buffer.from(each).equals(hash))?.[0] ?? 'unknown';
  return { store, stored, nameOf };
}

it.each<[uppers: string, lowers: string, bounds: object, found: string]>([
  ['b3', '', {}, 'b3 b2 b1 a0'],
  ['b3', 'a4', {}, 'b3 b2 b1'],
  ['b3', 'b1', {}, 'b3 b2'],
  ['b3', 'b3', {}, ''],
  ['b1', 'b3', {}, ''],
  ['b3', '', { maxHeight: 2 }, 'b2 b1 a0'],
  ['b3', '', { maxHeight: 0 }, 'a0'],
  ['b3', '', { minHeight: 2 }, 'b3 b2'],
  ['a4', 'b3', {}, 'a4 a3 a2 a1'],
  ['a4', '', { maxHeight: 1 }, 'a1 a0'],
  ['b3', '', { from: 'b2', inclusive: true }, 'b2 b1 a0'],
  ['b3', '', { from: 'b2', inclusive: false }, 'b1 a0'],
  ['b3', '', { from: 'a2', inclusive: true }, ''],
  ['b3', '', { limit: 2 }, 'b3 b2'],
  ['b1', '', { maxHeight: 1 }, 'b1 a0'],
  ['b1', '', { maxHeight: 2 }, ''],
  ['b1 a4', '', { maxHeight: 2 }, 'a2 a1 a0'],
  ['b3 b3 b2', '', {}, 'b3 b2 b1 a0'],
  ['a4 b3', '', { from: 'b1', inclusive: true, minHeight: 1, limit: 1 }, 'b1'],
  ['a4', '', { from: 'a0', inclusive: false }, ''],
  ['a2', '', { from: 'a4', inclusive: true }, ''],
  ['', '', {}, ''],
])('of %j without that of %j, with %j, is %j', (uppers, lowers, bounds, found) => {
  const { store, stored, nameOf } = tree();
  const named = (names: string) => names.split(' ').filter(Boolean).map(stored);
  const { from, inclusive, ...rest } = bounds as { from?: string; inclusive?: boolean };
  const query = {
    ...{ uppers: named(uppers), lowers: named(lowers), minHeight: 0, maxHeight: null, limit: 99 },
    ...rest,
    from: from === undefined ? null : { block: stored(from), inclusive: inclusive === true },
  };
  const blocks = branch(store, only, query);
  expect(blocks.map(({ hash }) => nameOf(hash)).join(' ')).toBe(found);
});

it.each<[what: string, bounds: object, found: number[]]>([
  ['lists its newest blocks', { limit: 2 }, [60, 59]],
  ['begins far below', { maxHeight: 3, limit: 1 }, [3]],
  ['begins at a cursor far below', { maxHeight: 50, from: 3, limit: 1 }, [3]],
  ['has a cursor that is not on it', { from: 'beside' }, []],
])('reads a few blocks only of a long chain where it %s', (_, bounds, found) => {
  const network = practiceNetwork('singleton', null, 1);
  const store = unwrap(openStoreIn(null, network.versionName, false));
  const chain = openPracticeChain(network, store, 1_000n);
  const next = (at: number): WorkHeader =>
    chain.extend(only, new Uint8Array(32).fill(at), BigInt(10_000 * at))!;
  for (let at = 1; at < 60; at += 1) chain.accept(next(at), 900_000n);
  const beside = { ...next(60), payloadHash: new Uint8Array(32).fill(99) };
  chain.accept(next(60), 900_000n);
  const orphan = chain.accept(beside, 900_000n).block;
  const { from, ...rest } = bounds as { from?: number | 'beside' };
  const cursor = from === 'beside' ? orphan : store.atHeight(only, from ?? 0)!;
  const query = {
    ...{ uppers: [{ block: chain.tip(only), onChain: true }], lowers: [] },
    ...{ minHeight: 0, maxHeight: null, limit: 99, ...rest },
    from: from === undefined ? null : { block: { block: cursor, onChain: true }, inclusive: true },
  };
  let reads = 0;
  const counted: PracticeStore = {
    ...store,
    find: (...block) => (++reads, store.find(...block)),
    atHeight: (...place) => (++reads, store.atHeight(...place)),
  };
  expect(branch(counted, only, query).map(({ header }) => header.height)).toEqual(found);
  expect(reads).toBeLessThan(6);
});

it('has blocks of equal height in the order of their hashes, however many it may have', () => {
  const { store, stored, nameOf } = tree();
  const byHash = (...names: string[]) =>
    names.sort((a, b) => Buffer.compare(stored(a).block.hash, stored(b).block.hash));
  const pairs = [3, 2, 1].map((height) => byHash(`a${height}`, `b${height}`));
  const whole = [...pairs.flat(), 'a0'];
  for (const uppers of [['a3', 'b3'].map(stored), ['b3', 'a3'].map(stored)]) {
    for (let limit = 1; limit <= whole.length; limit += 1) {
      const bounds = { lowers: [], from: null, minHeight: 0, maxHeight: null, limit };
      const blocks = branch(store, only, { uppers, ...bounds });
      expect(blocks.map(({ hash }) => nameOf(hash))).toEqual(whole.slice(0, limit));
    }
    const [, [, cursor] = []] = pairs;
    for (const inclusive of [true, false]) {
      const from = { block: stored(cursor!), inclusive };
      const bounds = { lowers: [], from, minHeight: 0, maxHeight: null, limit: 99 };
      const blocks = branch(store, only, { uppers, ...bounds });
      const after = whole.slice(whole.indexOf(cursor!) + (inclusive ? 0 : 1));
      expect(blocks.map(({ hash }) => nameOf(hash))).toEqual(after);
    }
  }
});
