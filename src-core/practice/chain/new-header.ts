/**
 * The header that extends a chain: its parents, and every field that follows from them
 * (`Chainweb.Cut.Create`, `Chainweb.BlockHeader.Internal`). Pure.
 */
import type { ChainGraph, ChainId } from '../../chainweb/chain-graph.ts';
import { blockDifficulty } from '../../chainweb/difficulty.ts';
import { mkTarget } from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';
import type { WorkHeader } from '../../chainweb/work-header.ts';
import { averagedTarget, endsEpoch, epochWindow } from './difficulty-adjustment.ts';
import type { PracticeBlock } from './practice-block.ts';
import type { PracticeNetwork } from './practice-network.ts';

/** The newest block of each chain and the one before it (genesis blocks have none). */
export interface ChainHead {
  readonly tip: PracticeBlock;
  readonly before: PracticeBlock | null;
}

/** The blocks that a new block names: its parent, and one block of each neighbour, ascending. */
export interface Parents {
  readonly parent: PracticeBlock;
  readonly adjacents: readonly PracticeBlock[];
}

/**
 * An epoch makes blocks at most this much easier than the one before. The node has no such limit; but
 * a practice network stands still for days while its user is away, and without the limit the first
 * epoch after the pause would be a burst of trivial blocks.
 */
const MAX_EASING = 4n;

/**
 * The parents of the next block of `chain`, or null while a neighbour is behind. A neighbour one
 * height ahead is named by the block before its tip, so that all parents have one height.
 */
export function parentsOf(
  graph: ChainGraph,
  heads: readonly ChainHead[],
  chain: ChainId,
): Parents | null {
  const parent = heads[chain]?.tip;
  if (parent === undefined) return null;
  const { height } = parent.header;
  const adjacents: PracticeBlock[] = [];
  for (const other of graph.adjacent(chain)) {
    const head = heads[other];
    if (head === undefined) return null;
    const block = head.tip.header.height === height + 1 ? head.before : head.tip;
    if (block?.header.height !== height) return null;
    adjacents.push(block);
  }
  return { parent, adjacents };
}

/** The target of a child of these parents. */
export function childTarget(network: PracticeNetwork, { parent, adjacents }: Parents): Target {
  const { height, target } = parent.header;
  if (!endsEpoch(height)) return target;
  const adjusted = averagedTarget(
    parent.header,
    adjacents.map((block) => block.header),
    epochWindow(height),
    network.blockDelayMicros,
  );
  const easiest = target * MAX_EASING;
  return adjusted > easiest ? mkTarget(easiest) : adjusted;
}

/**
 * The epoch start of a child: its parent's time if that ended an epoch or is block 1 (so that the
 * time between a network's birth and its first miner is not measured), else as the parent's.
 */
export function childEpochStart({ header }: PracticeBlock): bigint {
  return header.height === 1 || endsEpoch(header.height)
    ? header.creationTimeMicros
    : header.epochStartMicros;
}

/** The latest creation time among the parents, µs: a child must be later. */
export function latestParentTime({ parent, adjacents }: Parents): bigint {
  return [parent, ...adjacents]
    .map((block) => block.header.creationTimeMicros)
    .reduce((latest, time) => (time > latest ? time : latest));
}

/** The header of the next block with nonce 0, created at `nowMicros` or just after its parents. */
export function newHeader(
  network: PracticeNetwork,
  parents: Parents,
  payloadHash: Uint8Array,
  nowMicros: bigint,
): WorkHeader {
  const { parent, adjacents } = parents;
  const target = childTarget(network, parents);
  const earliest = latestParentTime(parents) + 1n;
  return {
    flags: 0n,
    creationTimeMicros: nowMicros < earliest ? earliest : nowMicros,
    parent: parent.hash,
    adjacents: adjacents.map((block) => ({ chain: block.header.chain, hash: block.hash })),
    target,
    payloadHash,
    chain: parent.header.chain,
    weight: parent.header.weight + blockDifficulty(target),
    height: parent.header.height + 1,
    versionCode: network.versionCode,
    epochStartMicros: childEpochStart(parent),
    nonce: 0n,
  };
}
