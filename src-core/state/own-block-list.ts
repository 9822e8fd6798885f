/** Own blocks and how many are in each state: pure, a part of miner-state.ts. */
import type { MinerEvent } from './miner-events.ts';
import { SHOWN_OWN_BLOCKS } from './snapshot-types.ts';
import type { OwnBlock, OwnBlockState } from './snapshot-types.ts';

interface OwnBlockList {
  /** Newest first, at most SHOWN_OWN_BLOCKS. */
  readonly blocks: readonly OwnBlock[];
  /** Of all own blocks, since history began. */
  readonly blockCounts: Readonly<Record<OwnBlockState, number>>;
}

/** The list with a block that was just found, with that effort. */
export function withFoundBlock(
  { blocks, blockCounts }: OwnBlockList,
  event: Extract<MinerEvent, { type: 'solution-found' }>,
  effort: number,
): OwnBlockList {
  const { id, versionName, chain, height, difficulty, worker, finder, atMs } = event;
  const found: OwnBlock = {
    ...{ id, versionName, chain, height, difficulty, effort },
    foundAtMs: atMs,
    state: 'pending',
    reason: null,
    worker: finder ?? worker,
  };
  return {
    blocks: [found, ...blocks].slice(0, SHOWN_OWN_BLOCKS),
    blockCounts: { ...blockCounts, pending: blockCounts.pending + 1 },
  };
}

/** The list with a block in another state. */
export function withBlockState(
  { blocks, blockCounts }: OwnBlockList,
  id: string,
  state: OwnBlockState,
  reason: string | null,
): OwnBlockList {
  const block = blocks.find((each) => each.id === id);
  // A block so old that it is shown no more: history keeps its state, the counts follow at start.
  if (block === undefined) return { blocks, blockCounts };
  const counts = { ...blockCounts };
  counts[block.state] -= 1;
  counts[state] += 1;
  return {
    blocks: blocks.map((each) => (each === block ? { ...each, state, reason } : each)),
    blockCounts: counts,
  };
}
