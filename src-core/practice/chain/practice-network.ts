/**
 * The definition of a practice network: graph, name and code, block delay, genesis blocks. The rules
 * are those of the node's `development` version (twenty chains from height 0, a first epoch that
 * starts with block 1), with a block delay for a single home PC.
 */
import { genesisParentHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { GRAPH_NAMES, chainGraph } from '../../chainweb/chain-graph.ts';
import type { ChainGraph, ChainId, GraphName } from '../../chainweb/chain-graph.ts';
import { MAX_TARGET, mkTarget } from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';
import { genesisPayload } from './payload.ts';
import type { Payload } from './payload.ts';
import { sealBlock } from './practice-block.ts';
import type { PracticeBlock } from './practice-block.ts';

/** Seconds between two blocks of the whole network; `order` times as long on one chain. */
const NETWORK_BLOCK_SECONDS = 3;

/**
 * Hashes per block until the first adjustment, at height 12: two seconds for one core at 25 MH/s.
 * Until then, slower computers take longer and faster ones less time.
 */
export const FIRST_DIFFICULTY = 50_000_000;

export interface PracticeNetwork {
  /** As returned by `/info`: `practice`, or `practice-` and the graph's name for other graphs. */
  readonly versionName: string;
  readonly versionCode: number;
  readonly graph: ChainGraph;
  /** µs between two blocks of one chain. */
  readonly blockDelayMicros: bigint;
  /** Target of the genesis blocks, in force until the first adjustment. */
  readonly firstTarget: Target;
}

/** Codes from 0x80000000 up are for test networks; the graph's index is added. */
const VERSION_CODE_BASE = 0x8000_4800;

/**
 * The network of a graph.
 * @param blockDelayMicros µs between two blocks of one chain; null for one block of the whole network
 *   every 3 s
 * @param firstDifficulty hashes per block until the first adjustment
 */
export function practiceNetwork(
  graphName: GraphName,
  blockDelayMicros: number | null,
  firstDifficulty: number,
): PracticeNetwork {
  const graph = chainGraph(graphName);
  return {
    versionName: graphName === 'twenty' ? 'practice' : `practice-${graphName}`,
    versionCode: VERSION_CODE_BASE + GRAPH_NAMES.indexOf(graphName),
    graph,
    blockDelayMicros: BigInt(
      Math.round(blockDelayMicros ?? NETWORK_BLOCK_SECONDS * 1e6 * graph.order),
    ),
    firstTarget: mkTarget(MAX_TARGET / BigInt(Math.max(1, Math.round(firstDifficulty)))),
  };
}

/** The genesis block of each chain with its payload, in order of chain id, created at `bornMicros`. */
export function genesisBlocks(
  network: PracticeNetwork,
  bornMicros: bigint,
): { readonly block: PracticeBlock; readonly payload: Payload }[] {
  const { graph, versionCode } = network;
  const parents = graph.chains.map((chain) => genesisParentHash(versionCode, chain));
  const parentOf = (chain: ChainId): Uint8Array => {
    const parent = parents[chain];
    if (parent === undefined) throw new Error(`chain ${chain} is not in the graph`);
    return parent;
  };
  return graph.chains.map((chain) => {
    const payload = genesisPayload(toBase64Url(parentOf(chain)));
    const block = sealBlock({
      flags: 0n,
      creationTimeMicros: bornMicros,
      parent: parentOf(chain),
      adjacents: graph.adjacent(chain).map((other) => ({ chain: other, hash: parentOf(other) })),
      target: network.firstTarget,
      payloadHash: payload.payloadHash,
      chain,
      weight: 0n,
      height: 0,
      versionCode,
      epochStartMicros: bornMicros,
      nonce: 0n,
    });
    return { block, payload };
  });
}
