/** Follows own blocks on the networks that are mined on, until the chain has settled them. */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { History } from '../history/history.ts';
import type { Logger } from '../logging/logger.ts';
import { followBlocks, settledDepth } from '../node/solutions/block-follower.ts';
import type { BlockFollower } from '../node/solutions/block-follower.ts';
import type { SolutionEvent } from '../node/node-events.ts';
import type { NodeLink } from '../node/pool/node-pool.ts';
import type { MinerNews } from '../state/miner-events.ts';
import type { OwnBlock } from '../state/snapshot-types.ts';

interface OwnBlockFollowers {
  /**
   * Follows the blocks of the link's network with its node from now on: the previous one may be
   * gone.
   */
  followOn(link: NodeLink): void;
  /** To be called with each answer to a solution: accepted blocks are followed. */
  answered(event: SolutionEvent): void;
  close(): void;
}

/** Reports to `onEvent` and writes each settled block into `history`. */
export function createOwnBlockFollowers(
  history: History,
  logger: Logger,
  onEvent: (event: MinerNews) => void,
): OwnBlockFollowers {
  /** By the name of the network. */
  const followers = new Map<string, BlockFollower>();

  function open({ client, network, cut }: NodeLink): BlockFollower {
    const follower = followBlocks({
      client,
      version: network.versionName,
      depth: settledDepth(network),
      logger,
      onEvent,
    });
    const unlisten = cut.listen(follower.cutMoved);
    for (const block of history.unsettled(network.versionName)) follower.follow(followed(block));
    return {
      ...follower,
      close() {
        unlisten();
        follower.close();
      },
    };
  }

  return {
    followOn(link) {
      const { versionName } = link.network;
      followers.get(versionName)?.close();
      followers.set(versionName, open(link));
    },
    answered(event) {
      if (event.type !== 'solution-accepted' && event.type !== 'solution-uncertain') return;
      const block = history.block(event.id);
      if (block !== null) followers.get(block.versionName)?.follow(followed(block));
    },
    close() {
      for (const follower of followers.values()) follower.close();
    },
  };
}

function followed({ id, chain, height, state }: OwnBlock): Parameters<BlockFollower['follow']>[0] {
  return { id, chain: chain as ChainId, height, uncertain: state === 'uncertain' };
}
