/**
 * The state of a practice network: one tip per chain, and the rules by which a solved header joins
 * (`Chainweb.Cut`, `Chainweb.Cut.Create`). Time is an argument; blocks go to the store, and the two
 * newest of each chain stay in memory.
 */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { WorkHeader } from '../../chainweb/work-header.ts';
import { headerFailures } from './header-check.ts';
import type { HeaderFailure } from './header-check.ts';
import { newHeader, parentsOf } from './new-header.ts';
import type { ChainHead, Parents } from './new-header.ts';
import { sealBlock } from './practice-block.ts';
import type { PracticeBlock } from './practice-block.ts';
import { genesisBlocks } from './practice-network.ts';
import type { PracticeNetwork } from './practice-network.ts';
import type { PracticeStore } from './practice-store.ts';

/** What happened to a solved header. */
type Verdict =
  /** It is the new tip of its chain. */
  | { readonly outcome: 'joined'; readonly block: PracticeBlock }
  /** Its parents are no longer those of the cut; `kept`: it is valid and was stored as an orphan. */
  | { readonly outcome: 'orphaned'; readonly block: PracticeBlock; readonly kept: boolean }
  /** It extends its chain but breaks rules. */
  | {
      readonly outcome: 'invalid';
      readonly block: PracticeBlock;
      readonly failures: readonly HeaderFailure[];
    };

export interface PracticeChain {
  readonly network: PracticeNetwork;
  /** The newest block of each chain, in order of chain id: the cut. */
  tips(): readonly PracticeBlock[];
  tip(chain: ChainId): PracticeBlock;
  /** Whether the next block of `chain` can be mined: no neighbour is behind. */
  mineable(chain: ChainId): boolean;
  /** The header of the next block of `chain`, or null while a neighbour is behind. */
  extend(chain: ChainId, payloadHash: Uint8Array, nowMicros: bigint): WorkHeader | null;
  /** Takes a header with valid proof of work and payload, on a chain of the graph. */
  accept(header: WorkHeader, nowMicros: bigint): Verdict;
  /** Discards all blocks for genesis blocks created at `nowMicros`. */
  restart(nowMicros: bigint): void;
}

/** Opens the chains of `store`; an empty store gets genesis blocks created at `nowMicros`. */
export function openPracticeChain(
  network: PracticeNetwork,
  store: PracticeStore,
  nowMicros: bigint,
): PracticeChain {
  const { graph } = network;
  let heads = store.heads(graph.chains) ?? begin(nowMicros);

  function begin(bornMicros: bigint): ChainHead[] {
    const genesis = genesisBlocks(network, bornMicros);
    const blocks = genesis.map(({ block }) => block);
    store.restart(
      blocks,
      genesis.map(({ payload }) => payload),
    );
    return blocks.map((tip) => ({ tip, before: null }));
  }

  function headOf(chain: ChainId): ChainHead {
    const head = heads[chain];
    if (head === undefined) throw new Error(`chain ${chain} is not in the graph`);
    return head;
  }

  /**
   * A block extends the cut if its parent is the tip of its chain and each neighbour's tip, or the
   * parent of that, is the block it names.
   */
  function extendsCut(header: WorkHeader): boolean {
    return (
      sameHash(header.parent, headOf(header.chain).tip.hash) &&
      header.adjacents.every(({ chain, hash }) => {
        const { tip } = headOf(chain);
        return sameHash(hash, tip.hash) || sameHash(hash, tip.header.parent);
      })
    );
  }

  /** The blocks that a header names, on the chain or orphaned. */
  function findParents(header: WorkHeader): Parents | HeaderFailure {
    const parent = lookUp(header.chain, header.parent);
    if (parent === null) return 'MissingParent';
    const adjacents: PracticeBlock[] = [];
    for (const { chain, hash } of header.adjacents) {
      const block = lookUp(chain, hash);
      if (block === null) return 'MissingAdjacentParent';
      adjacents.push(block);
    }
    return { parent, adjacents };
  }

  function lookUp(chain: ChainId, hash: Uint8Array): PracticeBlock | null {
    const { tip, before } = headOf(chain);
    if (sameHash(tip.hash, hash)) return tip;
    if (before !== null && sameHash(before.hash, hash)) return before;
    return store.find(chain, hash)?.block ?? null;
  }

  return {
    network,
    tips: () => heads.map((head) => head.tip),
    tip: (chain) => headOf(chain).tip,
    mineable: (chain) => parentsOf(graph, heads, chain) !== null,

    extend(chain, payloadHash, now) {
      const parents = parentsOf(graph, heads, chain);
      return parents === null ? null : newHeader(network, parents, payloadHash, now);
    },

    accept(header, now) {
      const block = sealBlock(header);
      const parents = findParents(header);
      const failures =
        typeof parents === 'string' ? [parents] : headerFailures(network, header, parents, now);
      if (!extendsCut(header)) {
        // A solution submitted twice is the same block twice, and the store keeps the first.
        const kept = failures.length === 0;
        if (kept) store.append(block, false);
        return { outcome: 'orphaned', block, kept };
      }
      if (failures.length > 0) return { outcome: 'invalid', block, failures };
      store.append(block, true);
      heads = heads.with(header.chain, { tip: block, before: headOf(header.chain).tip });
      return { outcome: 'joined', block };
    },

    restart(now) {
      heads = begin(now);
    },
  };
}

function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
