/**
 * Follows own blocks until they are confirmed or orphaned. A node's 200 does not mean that a block
 * joined the chain: it is confirmed once its chain has grown so far that all chains build on it (the
 * graph's diameter, plus one), and orphaned if another block has its height by then.
 */
import { diameterOf } from '../../chainweb/chain-graph.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { Logger } from '../../logging/logger.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { NodeClient } from '../node-client.ts';
import type { ChainTip, NetworkInfo, SolutionEvent } from '../node-events.ts';

/** A block that is neither confirmed nor orphaned yet. */
interface FollowedBlock {
  readonly id: string;
  readonly chain: ChainId;
  readonly height: number;
  /** Whether the node accepted it is unknown. */
  readonly uncertain: boolean;
}

export interface BlockFollower {
  follow(block: FollowedBlock): void;
  /** Checks the blocks that are due under a new cut. */
  cutMoved(tips: readonly ChainTip[]): void;
  /** Stops following; no event is reported afterwards. */
  close(): void;
}

interface BlockFollowerOptions {
  readonly client: NodeClient;
  readonly version: string;
  /** Blocks on top after which a block is settled; see {@link settledDepth}. */
  readonly depth: number;
  readonly logger: Logger;
  readonly onEvent: (event: SolutionEvent) => void;
}

/** Depth used when the graph is unknown: more than any graph in use needs. */
const UNKNOWN_DEPTH = 5;

/**
 * Blocks on top after which a block of this network is settled: the graph's diameter, after which
 * every chain builds on it, plus one to be sure.
 */
export function settledDepth({ graph }: Pick<NetworkInfo, 'graph'>): number {
  const adjacent = new Map(graph.map((entry) => [entry.chain, entry.adjacent]));
  const diameter = diameterOf({
    chains: graph.map(({ chain }) => chain),
    adjacent: (chain) => adjacent.get(chain) ?? [],
  });
  // Old nodes return no graph, or the chains without their neighbours.
  return graph.length > 0 && Number.isFinite(diameter) ? diameter + 1 : UNKNOWN_DEPTH;
}

/** Creates a follower for the blocks of one network. */
export function followBlocks(options: BlockFollowerOptions): BlockFollower {
  const { client, version, depth, onEvent } = options;
  const logger = options.logger.withTag('Blocks');
  const following = new Map<string, FollowedBlock>();
  const asking = new Set<string>();
  let latest: readonly ChainTip[] = [];
  let closed = false;

  const isDeep = (block: FollowedBlock, tip: ChainTip): boolean =>
    tip.height - block.height >= depth;

  /** The tip to look a block up from, if it is due: an accepted block only once it is deep enough. */
  function dueAt(block: FollowedBlock): ChainTip | undefined {
    const tip = latest.find(({ chain }) => chain === block.chain);
    if (tip === undefined || tip.height < block.height) return undefined;
    return block.uncertain || isDeep(block, tip) ? tip : undefined;
  }

  async function check(block: FollowedBlock, tip: ChainTip): Promise<void> {
    const deep = isDeep(block, tip);
    const range = { from: block.height, to: block.height };
    const ancestors = await client.ancestors(version, tip, range);
    const there = ancestors.ok ? ancestors.value[0] : undefined;
    if (closed || there === undefined) return;
    if (there.hash === block.id) {
      if (block.uncertain) {
        logger.info(`the node did accept block ${block.id}`);
        onEvent({ type: 'solution-accepted', id: block.id });
        following.set(block.id, { ...block, uncertain: false });
      }
      if (!deep) return;
      following.delete(block.id);
      logger.info(`block ${block.height} of chain ${block.chain} is confirmed`);
      onEvent({ type: 'block-confirmed', id: block.id });
      await askReward(block, there.header.payloadHash);
    } else if (deep) {
      following.delete(block.id);
      logger.warn(`block ${block.height} of chain ${block.chain} was orphaned`);
      onEvent({ type: 'block-orphaned', id: block.id });
    }
  }

  /** Asked once: what the node does not tell stays unknown. */
  async function askReward({ id, chain }: FollowedBlock, payloadHash: Uint8Array): Promise<void> {
    const reward = await client.reward(version, chain, payloadHash);
    if (closed) return;
    if (reward.ok) onEvent({ type: 'block-rewarded', id, reward: reward.value });
    else logger.info(`the reward of block ${id} is not known: ${reward.error.detail}`);
  }

  /** Checks a block under the newest cut, and again if the cut moved in the meantime. */
  async function look(id: string): Promise<void> {
    if (asking.has(id)) return;
    asking.add(id);
    try {
      for (let seen: unknown = null; seen !== latest;) {
        seen = latest;
        const block = following.get(id);
        const tip = block && dueAt(block);
        if (block !== undefined && tip !== undefined) await check(block, tip);
      }
    } catch (error) {
      logger.error(`looking up block ${id} failed: ${detailOf(error)}`);
    } finally {
      asking.delete(id);
    }
  }

  return {
    follow(block) {
      following.set(block.id, block);
      void look(block.id);
    },
    cutMoved(tips) {
      latest = tips;
      for (const block of following.values()) {
        if (dueAt(block) !== undefined) void look(block.id);
      }
    },
    close() {
      closed = true;
      following.clear();
    },
  };
}
