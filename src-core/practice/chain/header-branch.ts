/**
 * Ancestors of blocks, newest first: everything that leads to the upper bounds and does not lead
 * to the lower ones (`Chainweb.TreeDB`, getBranch).
 */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { HashText, PracticeBlock } from './practice-block.ts';
import type { PracticeStore, StoredBlock } from './practice-store.ts';

interface BranchQuery {
  readonly uppers: readonly StoredBlock[];
  readonly lowers: readonly StoredBlock[];
  /** Where the listing begins: at or right after this block. */
  readonly from: { readonly block: StoredBlock; readonly inclusive: boolean } | null;
  readonly minHeight: number;
  readonly maxHeight: number | null;
  readonly limit: number;
}

/** At most `limit` blocks, descending by height, equal heights by hash. */
export function branch(store: PracticeStore, chain: ChainId, query: BranchQuery): PracticeBlock[] {
  const { from, minHeight, maxHeight, limit } = query;
  let uppers = distinct(query.uppers);
  let lowers = distinct(query.lowers);
  if (maxHeight !== null) {
    // As the node does: an upper bound that is itself below the maximum height is left out.
    uppers = distinct(uppers.flatMap((upper) => ancestorAt(store, chain, upper, maxHeight) ?? []));
  }
  if (from !== null) {
    const { height } = from.block.block.header;
    uppers = distinct(uppers.map((upper) => ancestorAt(store, chain, upper, height) ?? upper));
  }

  const found: PracticeBlock[] = [];
  let skipping = from !== null;
  while (uppers.length > 0 && found.length < limit) {
    const height = Math.max(...uppers.map(heightOf));
    if (height < minHeight) break;
    lowers = distinct(lowers.map((lower) => ancestorAt(store, chain, lower, height) ?? lower));
    const level = uppers
      .filter((upper) => heightOf(upper) === height)
      .filter((upper) => !lowers.some((lower) => keyOf(lower) === keyOf(upper)))
      .sort((a, b) => Buffer.compare(a.block.hash, b.block.hash));
    for (const upper of level) {
      const isCursor = from !== null && keyOf(upper) === keyOf(from.block);
      if (isCursor) skipping = false;
      if (!skipping && !(isCursor && !from.inclusive) && found.length < limit) {
        found.push(upper.block);
      }
    }
    // Every branch begins at the cursor's height by now: it is there or nowhere.
    if (skipping) break;
    uppers = distinct([
      ...uppers.filter((upper) => heightOf(upper) < height),
      ...level.flatMap((upper) => parentOf(store, chain, upper) ?? []),
    ]);
  }
  return found;
}

/** The ancestor (or the block itself) at `height`; null if the block is lower than that. */
function ancestorAt(
  store: PracticeStore,
  chain: ChainId,
  start: StoredBlock,
  height: number,
): StoredBlock | null {
  let current: StoredBlock | null = start;
  if (heightOf(start) < height) return null;
  // Orphaned branches are short; once on the chain, the block is found by its height.
  while (current !== null && heightOf(current) > height && !current.onChain) {
    current = parentOf(store, chain, current);
  }
  if (current === null || heightOf(current) === height) return current;
  const block = store.atHeight(chain, height);
  return block === null ? null : { block, onChain: true };
}

/** Null for genesis, whose parent is no block. */
function parentOf(store: PracticeStore, chain: ChainId, child: StoredBlock): StoredBlock | null {
  return store.find(chain, child.block.header.parent);
}

function heightOf({ block }: StoredBlock): number {
  return block.header.height;
}

function keyOf({ block }: StoredBlock): HashText {
  return block.hashText;
}

function distinct(blocks: readonly StoredBlock[]): StoredBlock[] {
  return [...new Map(blocks.map((block) => [keyOf(block), block])).values()];
}
