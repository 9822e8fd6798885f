/**
 * Chain graphs: which chains build on which. Orders, degrees and edges are those of
 * `Chainweb.Graph` and the digraph library it uses; edges are data, the rest follows.
 */

declare const chainBrand: unique symbol;

/** A chain's number within its network, an unsigned 32-bit integer. */
export type ChainId = number & { readonly [chainBrand]: true };

/**
 * Brands a number as a chain id.
 * @throws RangeError when it is not an unsigned 32-bit integer.
 */
export function mkChainId(value: number): ChainId {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw new RangeError(`chain id must be within 0..2^32-1, got ${value}`);
  }
  return value as ChainId;
}

/** An undirected, regular graph of chains 0 … order-1. */
export interface ChainGraph {
  readonly name: GraphName;
  readonly order: number;
  readonly degree: number;
  readonly diameter: number;
  readonly chains: readonly ChainId[];
  /** The neighbours of a chain, ascending; empty for a chain outside the graph. */
  adjacent(chain: ChainId): readonly ChainId[];
}

/** Each with the lower chain first, in order: so the neighbours of a chain are in order as well. */
const EDGES = {
  singleton: { order: 1, edges: '' },
  pair: { order: 2, edges: '0-1' },
  triangle: { order: 3, edges: '0-1 0-2 1-2' },
  petersen: {
    order: 10,
    edges: '0-2 0-3 0-5 1-3 1-4 1-6 2-4 2-7 3-8 4-9 5-6 5-9 6-7 7-8 8-9',
  },
  twenty: {
    order: 20,
    edges:
      '0-5 0-10 0-15 1-6 1-11 1-16 2-7 2-12 2-17 3-8 3-13 3-18 4-9 4-14 4-19 5-7 5-8 6-8 6-9 7-9 ' +
      '10-11 10-19 11-12 12-13 13-14 14-15 15-16 16-17 17-18 18-19',
  },
} as const;

export type GraphName = keyof typeof EDGES;

export const GRAPH_NAMES = Object.keys(EDGES) as readonly GraphName[];

/** The graph of that name. */
export function chainGraph(name: GraphName): ChainGraph {
  const { order, edges } = EDGES[name];
  const pairs: [number, number][] = (edges === '' ? [] : edges.split(' ')).map((edge) => {
    const [a, b] = edge.split('-').map(Number);
    return [a ?? 0, b ?? 0];
  });
  return buildGraph(name, order, pairs);
}

function buildGraph(name: GraphName, order: number, edges: [number, number][]): ChainGraph {
  const neighbours: ChainId[][] = Array.from({ length: order }, () => []);
  for (const [a, b] of edges) {
    neighbours[a]?.push(b as ChainId);
    neighbours[b]?.push(a as ChainId);
  }
  const adjacent = (chain: ChainId): readonly ChainId[] => neighbours[chain] ?? [];
  const chains = Array.from({ length: order }, (_, index) => index as ChainId);
  return {
    name,
    order,
    degree: neighbours[0]?.length ?? 0,
    diameter: diameterOf({ chains, adjacent }),
    chains,
    adjacent,
  };
}

/** The chains of a graph and their neighbours. */
type Adjacency = Pick<ChainGraph, 'chains' | 'adjacent'>;

/**
 * The longest of all shortest paths: after that many blocks on top, every chain builds on a block.
 * Infinity when some chain cannot be reached from another.
 */
export function diameterOf({ chains, adjacent }: Adjacency): number {
  let widest = 0;
  for (const start of chains) {
    const distance = new Map<ChainId, number>([[start, 0]]);
    for (const [chain, steps] of distance) {
      for (const next of adjacent(chain)) {
        if (!distance.has(next)) distance.set(next, steps + 1);
      }
    }
    if (distance.size < chains.length) return Infinity;
    widest = Math.max(widest, ...distance.values());
  }
  return widest;
}
