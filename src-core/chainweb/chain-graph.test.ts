import { describe, expect, it } from 'vitest';
import { mainnetFirst } from '../tests/known-headers.ts';
import { chainGraph, diameterOf, mkChainId } from './chain-graph.ts';
import type { ChainId } from './chain-graph.ts';

describe('chain ids', () => {
  it.each([0, 19, 0xffff_ffff])('may be %d', (value) => {
    expect(mkChainId(value)).toBe(value);
  });

  it.each([-1, 0.5, NaN, 2 ** 32])('are never %d', (value) => {
    expect(() => mkChainId(value)).toThrow(RangeError);
    expect(() => mkChainId(value)).toThrow(String(value));
  });
});

describe('chain graphs', () => {
  it.each([
    ['singleton', 1, 0, 0],
    ['pair', 2, 1, 1],
    ['triangle', 3, 2, 1],
    ['petersen', 10, 3, 2],
    ['twenty', 20, 3, 3],
  ] as const)('%s has order %i, degree %i, diameter %i', (name, order, degree, diameter) => {
    const graph = chainGraph(name);
    expect(graph).toMatchObject({ name, order, degree, diameter });
    expect(graph.chains).toHaveLength(order);
    for (const chain of graph.chains) {
      const adjacent = graph.adjacent(chain);
      expect(adjacent).toHaveLength(degree);
      expect(adjacent).toEqual(adjacent.toSorted((a, b) => a - b));
      for (const other of adjacent) expect(graph.adjacent(other)).toContain(chain);
    }
    expect(graph.adjacent(mkChainId(order))).toEqual([]);
  });

  it('has the neighbours that mainnet headers carry', () => {
    expect(chainGraph('twenty').adjacent(mkChainId(5))).toEqual(
      mainnetFirst.adjacents.map((adjacent) => adjacent.chain),
    );
  });

  it('has no diameter where a chain cannot be reached', () => {
    const chains = [0, 1, 2].map(mkChainId);
    const adjacent = (chain: ChainId) => (chain === 2 ? [] : [mkChainId(1 - chain)]);
    expect(diameterOf({ chains, adjacent })).toBe(Infinity);
  });
});
