/**
 * Follows own blocks until the chain has settled them. A node's 200 does not mean that a block
 * joined the chain; it is confirmed when its own chain has grown so far that all chains lean on it
 * (the graph's diameter, plus one), and orphaned when another block stands at its height by then.
 */
import { diameterOf } from '../chainweb/chain-graph.ts';
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { Logger } from '../logging/logger.ts';
import { thrownDetail } from '../logging/thrown.ts';
import type { NodeClient } from './node-client.ts';
import type { ChainTip, NetworkInfo, SolutionEvent } from './node-events.ts';

/** A block that is not settled yet. */
export interface FollowedBlock {
  readonly id: string;
  readonly chain: ChainId;
  readonly height: number;
  /** The node may or may not have taken it. */
  readonly uncertain: boolean;
}

export interface BlockFollower {
  follow(block: FollowedBlock): void;
  /** To be called with every new cut. */
  cutMoved(tips: readonly ChainTip[]): void;
  close(): void;
}

export interface BlockFollowerOptions {
  readonly client: NodeClient;
  readonly version: string;
  /** Blocks on top that settle a block. */
  readonly depth: number;
  readonly logger: Logger;
  readonly onEvent: (event: SolutionEvent) => void;
}

/** Depth where the graph is not known: above that of any graph in use. */
const UNKNOWN_DEPTH = 5;

/** Every chain leans on a block after as many steps as the graph is wide; one more to be sure. */
export function settledDepth({ graph }: Pick<NetworkInfo, 'graph'>): number {
  const adjacent = new Map(graph.map((entry) => [entry.chain, entry.adjacent]));
  const diameter = diameterOf({
    chains: graph.map(({ chain }) => chain),
    adjacent: (chain) => adjacent.get(chain) ?? [],
  });
  // Old nodes do not tell the graph, or the chains without their neighbours.
  return graph.length > 0 && Number.isFinite(diameter) ? diameter + 1 : UNKNOWN_DEPTH;
}

/** A follower for the blocks of one network. */
export function followBlocks(options: BlockFollowerOptions): BlockFollower {
  const { client, version, depth, onEvent } = options;
  const logger = options.logger.withTag('Blocks');
  const following = new Map<string, FollowedBlock>();
  const asking = new Set<string>();
  let latest: readonly ChainTip[] = [];
  let closed = false;

  const isDeep = (block: FollowedBlock, tip: ChainTip): boolean =>
    tip.height - block.height >= depth;

  /** The tip to look a block up from; an accepted one is left alone until it is deep. */
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
        logger.info(`block ${block.id} was taken after all`);
        onEvent({ type: 'solution-accepted', id: block.id });
        following.set(block.id, { ...block, uncertain: false });
      }
      if (!deep) return;
      following.delete(block.id);
      logger.info(`block ${block.height} of chain ${block.chain} is confirmed`);
      onEvent({ type: 'block-confirmed', id: block.id });
    } else if (deep) {
      following.delete(block.id);
      logger.warn(`block ${block.height} of chain ${block.chain} was orphaned`);
      onEvent({ type: 'block-orphaned', id: block.id });
    }
  }

  /** Looks at a block under the newest cut, and again if the cut moved meanwhile. */
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
      logger.error(`looking for block ${id} failed: ${thrownDetail(error)}`);
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
