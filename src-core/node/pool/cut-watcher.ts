/**
 * Watches the network's cut: the newest block of each chain, and which blocks joined. While it has
 * listeners it polls the node, and polls at once when an update stream hints at a new block, so
 * that a missed or stalled stream cannot hide a new cut for long. It is also the first to notice a
 * node that is gone although its connections stay open, as when a cable is pulled.
 */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { Logger } from '../../logging/logger.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { NodeClient } from '../node-client.ts';
import { isUnanswered } from '../node-errors.ts';
import type { ChainTip, NodeEvent } from '../node-events.ts';
import { newBlocks } from './new-blocks.ts';

export interface CutWatcher {
  /** The newest block of a chain, as last seen. */
  tip(chain: ChainId): ChainTip | undefined;
  /** The newest block of each chain, as last seen. */
  tips(): readonly ChainTip[];
  /** Whether the node answered the last poll. */
  isCurrent(): boolean;
  /**
   * Calls `listener` at each change of the cut. The first listener starts polling.
   * @param unanswered called each time that the node has not answered for {@link UNANSWERED_MS}
   * @returns a function that removes the listener
   */
  listen(listener: (tips: readonly ChainTip[]) => void, unanswered?: () => void): () => void;
  /** Polls soon if there are listeners, but four times a second at most, however many hints come. */
  hint(): void;
  /** Stops polling; no event and no log line follows. */
  close(): void;
}

interface Listener {
  readonly moved: (tips: readonly ChainTip[]) => void;
  readonly unanswered: (() => void) | undefined;
}

interface CutWatcherOptions {
  readonly client: NodeClient;
  readonly version: string;
  /** Time between two polls without hints, ms. */
  readonly intervalMs: number;
  readonly logger: Logger;
  readonly onEvent: (event: NodeEvent) => void;
  /** A clock that never jumps, ms. */
  readonly nowMs?: () => number;
}

/** Hints within this time become one request. */
const HINT_DELAY_MS = 50;
/**
 * A node that has answered no poll for this long may be gone: one lost packet or busy second is no
 * reason to ask it for work, and machines hash for nothing meanwhile.
 */
export const UNANSWERED_MS = 15_000;
/** Least time from one poll to the next one that a hint asks for: a node may send hints without end. */
const HINTED_EVERY_MS = 250;

/** Creates a watcher of a node's cut. It sends nothing before it has a listener. */
export function watchCut(options: CutWatcherOptions): CutWatcher {
  const { client, version, intervalMs, onEvent, nowMs = () => performance.now() } = options;
  const logger = options.logger.withTag('Cut');
  const known = new Map<ChainId, ChainTip>();
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let polling = false;
  let hinted = false;
  let polledAtMs = -Infinity;
  let closed = false;
  let failing = false;
  /** When the node last answered, polling began, or listeners were notified that it does not answer. */
  let answeredAtMs = nowMs();

  async function poll(): Promise<void> {
    if (polling || closed) return;
    polling = true;
    hinted = false;
    polledAtMs = performance.now();
    try {
      await fetchCut();
    } catch (error) {
      logger.error(`polling the cut failed: ${detailOf(error)}`);
    }
    polling = false;
    if (!closed) pollAfter(hinted ? hintDelayMs() : intervalMs);
  }

  function hintDelayMs(): number {
    return Math.max(HINT_DELAY_MS, polledAtMs + HINTED_EVERY_MS - performance.now());
  }

  async function fetchCut(): Promise<void> {
    const cut = await client.cut(version);
    if (closed) return;
    if (!cut.ok) {
      // The mining loops report a node that is down; here one line per outage is enough.
      if (!failing) logger.warn(`the node did not return its cut: ${cut.error.detail}`);
      failing = true;
      if (isUnanswered(cut.error)) unanswered();
      else answeredAtMs = nowMs();
    } else {
      failing = false;
      answeredAtMs = nowMs();
      await take(cut.value);
    }
  }

  function unanswered(): void {
    if (nowMs() - answeredAtMs < UNANSWERED_MS) return;
    answeredAtMs = nowMs();
    for (const listener of [...listeners]) listener.unanswered?.();
  }

  /** Without listeners nothing is polled: such a node is no longer mined on. */
  function pollAfter(delayMs: number): void {
    clearTimeout(timer);
    timer = listeners.size === 0 ? undefined : setTimeout(() => void poll(), delayMs);
  }

  async function take(tips: readonly ChainTip[]): Promise<void> {
    const moved = tips.filter((tip) => known.get(tip.chain)?.hash !== tip.hash);
    if (moved.length === 0) return;
    const before = new Map(known);
    known.clear();
    for (const tip of tips) known.set(tip.chain, tip);
    onEvent({ type: 'cut-seen', tips });
    for (const listener of [...listeners]) listener.moved(tips);
    const isClosed = (): boolean => closed;
    const blocks = await newBlocks({ client, version, logger, isClosed }, moved, before);
    if (!closed && blocks.length > 0) onEvent({ type: 'blocks-seen', blocks });
  }

  return {
    tip: (chain) => known.get(chain),
    tips: () => [...known.values()],
    isCurrent: () => !failing && known.size > 0,
    listen(moved, unanswered) {
      const listener = { moved, unanswered };
      if (listeners.size === 0) answeredAtMs = nowMs();
      listeners.add(listener);
      if (timer === undefined) void poll();
      return () => listeners.delete(listener);
    },
    hint() {
      if (hinted || closed || listeners.size === 0) return;
      hinted = true;
      if (!polling) pollAfter(hintDelayMs());
    },
    close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
