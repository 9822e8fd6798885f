/** Own blocks, how events change them, and how many are in each state. Pure. */
import type { MinerEvent } from '../miner-events.ts';
import { NO_BLOCKS, SHOWN_OWN_BLOCKS } from '../snapshot-types.ts';
import type { OwnBlock, OwnBlockState } from '../snapshot-types.ts';

interface OwnBlockList {
  /** Newest first, at most SHOWN_OWN_BLOCKS. */
  readonly blocks: readonly OwnBlock[];
  /** Of all own blocks, since history began, by network. */
  readonly countsByNetwork: ReadonlyMap<string, Readonly<Record<OwnBlockState, number>>>;
}

const STATES = {
  'solution-retried': 'pending',
  'solution-accepted': 'accepted',
  'solution-uncertain': 'uncertain',
  'solution-superseded': 'superseded',
  'solution-refused': 'refused',
  'block-confirmed': 'confirmed',
  'block-orphaned': 'orphaned',
} as const satisfies { readonly [Type in MinerEvent['type']]?: OwnBlockState };

type BlockFound = Extract<MinerEvent, { type: 'solution-found' }>;
type BlockChanged = Extract<MinerEvent, { type: keyof typeof STATES }>;

/** A block that was just found, with the effort it took. */
export function foundBlock(event: BlockFound, effort: number): OwnBlock {
  const { id, versionName, chain, height, difficulty, worker, finder, atMs } = event;
  return {
    ...{ id, versionName, chain, height, difficulty, effort },
    foundAtMs: atMs,
    state: 'pending',
    reason: null,
    worker: finder ?? worker,
    forkState: event.forkState ?? null,
    reward: null,
    expectedSeconds: event.expectedSeconds ?? null,
  };
}

/** The state that a block has after an event, and the node's words where there are any. */
export function changedBlock(event: BlockChanged): Pick<OwnBlock, 'id' | 'state' | 'reason'> {
  const reason = 'error' in event ? event.error.detail : null;
  return { id: event.id, state: STATES[event.type], reason };
}

/** The list with a new block in front. */
export function withFoundBlock(
  { blocks, countsByNetwork }: OwnBlockList,
  found: OwnBlock,
): OwnBlockList {
  return {
    blocks: [found, ...blocks].slice(0, SHOWN_OWN_BLOCKS),
    countsByNetwork: moved(countsByNetwork, found.versionName, null, 'pending'),
  };
}

/** The list with a block in another state. */
export function withBlockState(
  { blocks, countsByNetwork }: OwnBlockList,
  { id, state, reason }: ReturnType<typeof changedBlock>,
): OwnBlockList {
  const block = blocks.find((each) => each.id === id);
  // A block too old to be shown: history keeps its state, and the counts follow at the next start.
  if (block === undefined) return { blocks, countsByNetwork };
  return {
    blocks: blocks.map((each) => (each === block ? { ...each, state, reason } : each)),
    countsByNetwork: moved(countsByNetwork, block.versionName, block.state, state),
  };
}

/** The list with what a block paid. */
export function withReward(
  { blocks, countsByNetwork }: OwnBlockList,
  { id, reward }: Extract<MinerEvent, { type: 'block-rewarded' }>,
): OwnBlockList {
  return {
    blocks: blocks.map((each) => (each.id === id ? { ...each, reward } : each)),
    countsByNetwork,
  };
}

/** The counts with one block more in a state of a network, and one less in its former state. */
function moved(
  counts: OwnBlockList['countsByNetwork'],
  versionName: string,
  from: OwnBlockState | null,
  to: OwnBlockState,
): OwnBlockList['countsByNetwork'] {
  const ofNetwork = { ...(counts.get(versionName) ?? NO_BLOCKS) };
  if (from !== null) ofNetwork[from] -= 1;
  ofNetwork[to] += 1;
  return new Map(counts).set(versionName, ofNetwork);
}
