/**
 * Where the braid's threads, knots and links are drawn. Pure geometry: chains are rows, a block's place
 * is its creation time, and it is linked to the blocks one height below it on the neighbouring chains.
 */
import type {
  BlockSeen,
  NetworkInfo,
  OwnBlock,
  OwnBlockState,
} from '../../../contract/screen-contract.ts';

export interface Knot {
  readonly hash: string;
  readonly chain: number;
  readonly height: number;
  readonly row: number;
  readonly createdAtMs: number;
  /** Set when the block is our own. */
  readonly own: OwnBlockState | null;
}

/** From a knot to one that it builds on. */
export interface Link {
  readonly from: Knot;
  readonly to: Knot;
}

export interface Braid {
  /** Chains in the order of the rows. */
  readonly chains: readonly number[];
  readonly knots: readonly Knot[];
  readonly links: readonly Link[];
}

/** Knots and links of the blocks seen, with our own orphans that the network has left out. */
export function layBraid(
  network: Pick<NetworkInfo, 'graph'>,
  seen: readonly BlockSeen[],
  ownBlocks: readonly OwnBlock[],
): Braid {
  const chains = network.graph.map((entry) => entry.chain as number).sort((a, b) => a - b);
  const rows = new Map(chains.map((chain, row) => [chain, row]));
  const own = new Map(ownBlocks.map((block) => [block.id, block.state]));
  const knots: Knot[] = [];
  const add = (block: BlockSeen | OwnBlock, hash: string, createdAtMs: number): void => {
    const row = rows.get(block.chain);
    if (row === undefined) return;
    const { chain, height } = block;
    knots.push({ hash, chain, height, row, createdAtMs, own: own.get(hash) ?? null });
  };
  for (const block of seen) add(block, block.hash, block.createdAtMs);
  const known = new Set(seen.map((block) => block.hash));
  const sinceMs = seen[0]?.createdAtMs ?? Number.POSITIVE_INFINITY;
  for (const block of ownBlocks) {
    const isLeftOut = block.state === 'orphaned' && !known.has(block.id);
    if (isLeftOut && block.foundAtMs >= sinceMs) add(block, block.id, block.foundAtMs);
  }
  return { chains, knots, links: linksOf(network, knots) };
}

function linksOf(network: Pick<NetworkInfo, 'graph'>, knots: readonly Knot[]): readonly Link[] {
  const place = (chain: number, height: number): string => `${chain}/${height}`;
  const onChain = new Map<string, Knot>();
  for (const knot of knots) {
    if (knot.own !== 'orphaned' && knot.own !== 'superseded')
      onChain.set(place(knot.chain, knot.height), knot);
  }
  const adjacent = new Map(network.graph.map((entry) => [entry.chain as number, entry.adjacent]));
  const links: Link[] = [];
  for (const from of knots) {
    for (const neighbour of adjacent.get(from.chain) ?? []) {
      const to = onChain.get(place(neighbour, from.height - 1));
      if (to !== undefined) links.push({ from, to });
    }
  }
  return links;
}

/** Distance between two threads in px at a root font size of 16, for a number of chains. */
export function rowStep(chains: number): number {
  return Math.round(Math.min(64, Math.max(14, 280 / Math.max(1, chains))));
}

/** Radius of a knot in px at a root font size of 16. */
export function knotRadius(chains: number): number {
  return Math.min(8, Math.max(4, rowStep(chains) * 0.24));
}

const MINUTE_MS = 60_000;
const WINDOWS_MS = [0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120, 300, 720, 1440].map(
  (minutes) => minutes * MINUTE_MS,
);
/** How many blocks of one chain are shown side by side. */
const BLOCKS_ACROSS = 12;

/**
 * The length of time that the braid shows, so that about a dozen blocks of each chain are seen.
 * Stays with the present one while that is not far off, so that the picture does not jump.
 * @param delayMs the network's own block delay of one chain, where known
 */
export function chooseWindowMs(
  seen: readonly Pick<BlockSeen, 'createdAtMs'>[],
  chains: number,
  delayMs: number | null,
  presentMs: number | null,
): number {
  const ideal = observedDelayMs(seen, chains, delayMs) * BLOCKS_ACROSS;
  if (presentMs !== null && presentMs > ideal * 0.55 && presentMs < ideal * 2.2) return presentMs;
  const farness = (window: number): number => Math.abs(Math.log(window / ideal));
  return WINDOWS_MS.reduce((best, window) => (farness(window) < farness(best) ? window : best));
}

/** Mean time between two blocks of one chain over the newest blocks seen. */
function observedDelayMs(
  seen: readonly Pick<BlockSeen, 'createdAtMs'>[],
  chains: number,
  delayMs: number | null,
): number {
  const newest = seen.slice(-Math.max(8, chains * 4));
  const first = newest[0];
  const last = newest.at(-1);
  if (first === undefined || last === undefined || newest.length < Math.max(4, chains)) {
    return delayMs ?? MINUTE_MS;
  }
  const spanMs = Math.max(1, last.createdAtMs - first.createdAtMs);
  return (spanMs / (newest.length - 1)) * chains;
}

/** The curve of a link: it leaves and arrives along the threads. */
export function linkPath(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  const n = (value: number): string => value.toFixed(1);
  return `M${n(x1)} ${n(y1)}C${n(middle)} ${n(y1)} ${n(middle)} ${n(y2)} ${n(x2)} ${n(y2)}`;
}
