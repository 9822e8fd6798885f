/**
 * Watches the network's cut: where each chain stands and which blocks joined it. While anybody
 * listens it asks at a steady pace, and at once when an update stream hints at news, so that a missed or stalled stream
 * can never hide a new cut for long.
 */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { Logger } from '../logging/logger.ts';
import { thrownDetail } from '../logging/thrown.ts';
import type { NodeClient } from './node-client.ts';
import type { BlockSeen, ChainTip, NodeEvent } from './node-events.ts';

export interface CutWatcher {
  /** The newest block of a chain, as last seen. */
  tip(chain: ChainId): ChainTip | undefined;
  tips(): readonly ChainTip[];
  /** Hears of each change of the cut until the undo is called. The first to listen starts it. */
  listen(listener: (tips: readonly ChainTip[]) => void): () => void;
  /** Asks soon, if anybody listens (hints in quick succession become one question). */
  hint(): void;
  close(): void;
}

export interface CutWatcherOptions {
  readonly client: NodeClient;
  readonly version: string;
  /** Pace of asking without hints. */
  readonly intervalMs: number;
  readonly logger: Logger;
  readonly onEvent: (event: NodeEvent) => void;
}

/** Blocks of a chain that are looked up at once: enough to draw, and a bound after a long gap. */
const LOOK_BACK = 12;
/** A braid of all hints within this time is one question. */
const HINT_DELAY_MS = 50;

/** A watcher of a node's cut. */
export function watchCut(options: CutWatcherOptions): CutWatcher {
  const { client, version, intervalMs, onEvent } = options;
  const logger = options.logger.withTag('Cut');
  const known = new Map<ChainId, ChainTip>();
  const listeners = new Set<(tips: readonly ChainTip[]) => void>();
  let timer: NodeJS.Timeout | undefined;
  let asking = false;
  let hinted = false;
  let closed = false;
  let failing = false;

  async function ask(): Promise<void> {
    if (asking || closed) return;
    asking = true;
    hinted = false;
    try {
      await look();
    } catch (error) {
      logger.error(`looking at the cut failed: ${thrownDetail(error)}`);
    }
    asking = false;
    if (!closed) askAfter(hinted ? HINT_DELAY_MS : intervalMs);
  }

  async function look(): Promise<void> {
    const cut = await client.cut(version);
    if (closed) return;
    if (!cut.ok) {
      // The mining loops report a node that is gone; this is one more witness, said once.
      if (!failing) logger.warn(`the node does not tell its cut: ${cut.error.detail}`);
      failing = true;
    } else {
      failing = false;
      await take(cut.value);
    }
  }

  /** Nobody hears the answer of a node that is not mined on any more: it is left in peace. */
  function askAfter(delayMs: number): void {
    clearTimeout(timer);
    timer = listeners.size === 0 ? undefined : setTimeout(() => void ask(), delayMs);
  }

  async function take(tips: readonly ChainTip[]): Promise<void> {
    const moved = tips.filter((tip) => known.get(tip.chain)?.hash !== tip.hash);
    if (moved.length === 0) return;
    const before = new Map(known);
    known.clear();
    for (const tip of tips) known.set(tip.chain, tip);
    onEvent({ type: 'cut-seen', tips });
    for (const listener of [...listeners]) listener(tips);
    const lists = await Promise.all(moved.map((tip) => newBlocks(tip, before.get(tip.chain))));
    if (closed) return;
    const blocks = lists.flat().sort((a, b) => a.createdAtMs - b.createdAtMs);
    if (blocks.length > 0) onEvent({ type: 'blocks-seen', blocks });
  }

  async function newBlocks(tip: ChainTip, previous: ChainTip | undefined): Promise<BlockSeen[]> {
    const from = Math.max(tip.height - LOOK_BACK + 1, (previous?.height ?? 0) + 1, 1);
    if (tip.height < 1) return [];
    const range = { from: Math.min(from, tip.height), to: tip.height };
    const headers = await client.ancestors(version, tip, range);
    if (!headers.ok) {
      logger.debug(`headers of chain ${tip.chain} are not to be had: ${headers.error.detail}`);
      return [];
    }
    return headers.value.map(({ header, hash }) => ({
      chain: header.chain,
      height: header.height,
      hash,
      createdAtMs: Number(header.creationTimeMicros / 1000n),
    }));
  }

  return {
    tip: (chain) => known.get(chain),
    tips: () => [...known.values()],
    listen(listener) {
      listeners.add(listener);
      if (timer === undefined) void ask();
      return () => listeners.delete(listener);
    },
    hint() {
      if (hinted || closed || listeners.size === 0) return;
      hinted = true;
      if (!asking) askAfter(HINT_DELAY_MS);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
