/** How many requested blocks are still to be made; see on-demand-worker.ts. */
import { toBase64Url } from '../../chainweb/block-hash.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { MiningWork } from '../../chainweb/mining-work.ts';

interface BlockGoalsOptions {
  /** The chains of the network that is mined on; null while it is not known. */
  readonly chains: () => readonly ChainId[] | null;
  /** Called with goals that turn out to be for chains that the network does not have. */
  readonly onDropped: (chain: number, count: number) => void;
  readonly nowMs?: () => number;
}

/** A block that is not on its chain after this time has been lost, and is made again. */
const LOST_AFTER_MS = 3_000;

/**
 * The goals of all on-demand workers. As in chainweb-mining-client any work is good while any goal
 * is left, because a chain can only grow when its neighbours do; a block counts for the goal of
 * its own chain. Unlike there, a parent is built on once: two workers with work of the same parent
 * would make two blocks of which one is lost.
 */
export class BlockGoals {
  readonly #options: BlockGoalsOptions;
  readonly #nowMs: () => number;
  readonly #left = new Map<number, number>();
  readonly #built = new Map<ChainId, { readonly parent: string; readonly atMs: number }>();
  readonly #listeners = new Set<() => void>();

  constructor(options: BlockGoalsOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
  }

  /** Chains among `asked` that the network does not have; none while that is not known. */
  unknownChains(asked: Iterable<number>): number[] {
    const chains = this.#options.chains();
    if (chains === null) return [];
    return [...asked].filter((chain) => !chains.some((known) => known === chain));
  }

  /** Adds blocks to be made, by chain id. */
  add(counts: ReadonlyMap<number, number>): void {
    for (const [chain, count] of counts) {
      if (count > 0) this.#left.set(chain, (this.#left.get(chain) ?? 0) + count);
    }
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` each time goals were added. Returns a function that removes it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is still to be made, by chain id. */
  left(): ReadonlyMap<number, number> {
    return this.#left;
  }

  /**
   * Takes one block from the goals if this work is to be returned now. Otherwise says how long to
   * wait before the next call; null: until goals are added.
   */
  take({ chain, header }: MiningWork): 'now' | { readonly waitMs: number | null } {
    for (const unknown of this.unknownChains([...this.#left.keys()])) {
      this.#options.onDropped(unknown, this.#left.get(unknown) ?? 0);
      this.#left.delete(unknown);
    }
    if (this.#left.size === 0) return { waitMs: null };
    const parent = toBase64Url(header.parent);
    const built = this.#built.get(chain);
    const waitMs = built?.parent === parent ? built.atMs + LOST_AFTER_MS - this.#nowMs() : 0;
    if (waitMs > 0) return { waitMs };
    this.#built.set(chain, { parent, atMs: this.#nowMs() });
    const count = this.#left.get(chain) ?? 0;
    if (count > 1) this.#left.set(chain, count - 1);
    else this.#left.delete(chain);
    return 'now';
  }
}
