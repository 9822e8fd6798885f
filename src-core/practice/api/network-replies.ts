/** The bodies of `/info` and `cut`: the network, and the newest block of each chain. */
import { sha512_256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from '../../chainweb/block-hash.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { weightToLe } from '../chain/practice-block.ts';
import type { PracticeBlock } from '../chain/practice-block.ts';
import type { PracticeNetwork } from '../chain/practice-network.ts';

/** The release of chainweb-node whose API is emulated. */
export const EMULATED_NODE_VERSION = '2.32.0';

/** The body of `GET /info` (`Chainweb.RestAPI.NodeInfo`): one graph from height 0 on, no forks. */
export function nodeInfo({ versionName, graph, blockDelayMicros }: PracticeNetwork): unknown {
  const adjacency = graph.chains.map((chain) => [chain, graph.adjacent(chain)]);
  return {
    nodeVersion: versionName,
    nodePackageVersion: EMULATED_NODE_VERSION,
    nodeApiVersion: '0.0',
    nodeChains: graph.chains.map(String),
    nodeNumberOfChains: graph.order,
    nodeGraphHistory: [[0, adjacency]],
    nodeLatestBehaviorHeight: 1,
    nodeGenesisHeights: graph.chains.map((chain) => [String(chain), 0]),
    nodeHistoricalChains: [[0, adjacency]],
    nodeBlockDelay: Number(blockDelayMicros),
  };
}

/** The body of `GET cut` (`Chainweb.Cut.CutHashes`) for these tips. */
export function cutHashes(tips: readonly PracticeBlock[], versionName: string): unknown {
  const total = tips.reduce((sum, { header }) => sum + header.height, 0);
  const weight = tips.reduce((sum, { header }) => sum + header.weight, 0n);
  const id = sha512_256.create();
  for (const { hash } of tips) id.update(hash);
  return {
    hashes: Object.fromEntries(
      tips.map(({ header, hashText }) => [
        String(header.chain),
        { height: header.height, hash: hashText },
      ]),
    ),
    origin: null,
    weight: toBase64Url(weightToLe(weight)),
    height: total,
    instance: versionName,
    id: toBase64Url(id.digest()),
  };
}

/** The body of `GET cut/peer` (`P2P.Node.RestAPI`): a practice node has no peers. */
export function noPeers(): unknown {
  return { limit: 0, items: [], next: null };
}

/**
 * The cut as it was at a height of the whole network (a sum of block heights): each chain at its
 * share of it, or where it is if that is less.
 */
export function limitCut(
  tips: readonly PracticeBlock[],
  maxCutHeight: number,
  atHeight: (chain: ChainId, height: number) => PracticeBlock | null,
): PracticeBlock[] {
  const height = Math.floor(maxCutHeight / tips.length);
  return tips.map((tip) =>
    tip.header.height <= height ? tip : (atHeight(tip.header.chain, height) ?? tip),
  );
}
