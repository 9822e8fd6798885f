/** Fetches the blocks that joined since the last poll of a cut, however many chains a node names. */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { Logger } from '../../logging/logger.ts';
import type { NodeClient } from '../node-client.ts';
import type { BlockSeen, ChainTip } from '../node-events.ts';

interface NewBlocksOptions {
  readonly client: NodeClient;
  readonly version: string;
  readonly logger: Logger;
  readonly isClosed: () => boolean;
}

/** Most blocks of a chain that are fetched at once: enough to draw, and a bound after a long gap. */
const LOOK_BACK = 12;
/** Chains asked at a time: the answers of 512 at once would hold up everything else. */
const AT_ONCE = 4;
/** After this time no further chain is asked: the next poll of the cut matters more, ms. */
const TIME_FOR_ALL_MS = 5_000;

/**
 * The blocks up to the tips `moved`, by creation time: those above the tips seen `before`. A chain
 * whose headers do not come, or not in time, has none.
 */
export async function newBlocks(
  { client, version, logger, isClosed }: NewBlocksOptions,
  moved: readonly ChainTip[],
  before: ReadonlyMap<ChainId, ChainTip>,
): Promise<BlockSeen[]> {
  const startedAtMs = performance.now();
  const rest = moved.values();
  const found: BlockSeen[] = [];

  async function lane(): Promise<void> {
    for (const tip of rest) {
      if (isClosed() || performance.now() - startedAtMs > TIME_FOR_ALL_MS) return;
      found.push(...(await blocksUpTo(tip, before.get(tip.chain))));
    }
  }

  async function blocksUpTo(tip: ChainTip, previous: ChainTip | undefined): Promise<BlockSeen[]> {
    const from = Math.max(tip.height - LOOK_BACK + 1, (previous?.height ?? 0) + 1, 1);
    if (tip.height < 1) return [];
    const range = { from: Math.min(from, tip.height), to: tip.height };
    const headers = await client.ancestors(version, tip, range);
    if (!headers.ok) {
      if (!isClosed()) {
        logger.debug(`cannot fetch headers of chain ${tip.chain}: ${headers.error.detail}`);
      }
      return [];
    }
    return headers.value.map(({ header, hash }) => ({
      chain: header.chain,
      height: header.height,
      hash,
      createdAtMs: Number(header.creationTimeMicros / 1000n),
    }));
  }

  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return found.sort((a, b) => a.createdAtMs - b.createdAtMs);
}
