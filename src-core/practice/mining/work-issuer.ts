/**
 * Which chains have work, and events when that changes (`Chainweb.Miner.Coordinator`, primed work;
 * `Chainweb.Miner.RestAPI.Server`, update events). A chain is *ready* with a payload on its newest
 * block, *mined* from the moment a solution for that block was accepted, and ready again when a
 * payload on the new block is prepared.
 */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { encodeMiningWork } from '../../chainweb/mining-work.ts';
import { encodeWorkHeader } from '../../chainweb/work-header.ts';
import type { WorkHeader } from '../../chainweb/work-header.ts';
import type { MinerRecord } from './miner-record.ts';
import type { PayloadCache } from './payload-cache.ts';
import { newPayload } from '../chain/payload.ts';
import type { HashText } from '../chain/practice-block.ts';
import type { PracticeChain } from '../chain/practice-chain.ts';

/** An event of an update stream, by the node's name. */
export type WorkChange = 'New Cut' | 'Refreshed Block';

interface WorkIssuerOptions {
  readonly chain: PracticeChain;
  readonly payloads: PayloadCache;
  /** The coins that each block pays. */
  readonly reward: number;
  readonly nowMicros: () => bigint;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Called at every change of a chain's work. */
  readonly onChange: (chain: ChainId, change: WorkChange) => void;
}

/** A header to be solved, and its `mining/work` body: chain, target and header. */
interface PreparedWork {
  readonly header: WorkHeader;
  readonly body: Uint8Array;
}

export interface WorkIssuer {
  isReady(chain: ChainId): boolean;
  /**
   * Work for `miner` on the suggested chain or, if that has none, on a random one. Null while no
   * chain has any.
   */
  issue(miner: MinerRecord, suggested: number | null): PreparedWork | null;
  /** A solution on the chain's newest block was accepted: it has no work until `prepare`. */
  markMined(chain: ChainId): void;
  /** Prepares a payload on the chain's newest block. */
  prepare(chain: ChainId): void;
  /** Renews the payloads of all ready chains. Issued work stays valid. */
  refresh(): void;
}

interface ChainWork {
  ready: boolean;
  /** The block that the payload is for. */
  parent: HashText;
  /** Counts how often the payload was renewed on the same block; it makes their hashes differ. */
  renewal: number;
}

/** Creates an issuer where every chain is ready. */
export function createWorkIssuer(options: WorkIssuerOptions): WorkIssuer {
  const { chain: practiceChain, payloads, reward, nowMicros, random, onChange } = options;
  const { chains } = practiceChain.network.graph;
  const works: readonly ChainWork[] = chains.map((chain) => ({
    ready: true,
    parent: practiceChain.tip(chain).hashText,
    renewal: 0,
  }));

  function workOf(chain: ChainId): ChainWork {
    const work = works[chain];
    if (work === undefined) throw new Error(`chain ${chain} is not in the graph`);
    return work;
  }

  const canIssue = (chain: ChainId): boolean =>
    workOf(chain).ready && practiceChain.mineable(chain);

  function choose(suggested: number | null): ChainId | null {
    const wanted = chains.find((chain) => chain === suggested);
    if (wanted !== undefined && canIssue(wanted)) return wanted;
    const able = chains.filter(canIssue);
    return able[Math.floor(random() * able.length)] ?? null;
  }

  return {
    isReady: (chain) => works[chain]?.ready ?? false,

    issue(miner, suggested) {
      const chain = choose(suggested);
      if (chain === null) return null;
      const { parent, renewal } = workOf(chain);
      const payload = newPayload(miner, parent, renewal, reward);
      const header = practiceChain.extend(chain, payload.payloadHash, nowMicros());
      if (header === null) return null;
      payloads.add(payload);
      return { header, body: encodeMiningWork(header, encodeWorkHeader(header)) };
    },

    markMined(chain) {
      const work = workOf(chain);
      if (!work.ready) return;
      work.ready = false;
      onChange(chain, 'New Cut');
    },

    prepare(chain) {
      const work = workOf(chain);
      const parent = practiceChain.tip(chain).hashText;
      if (work.parent !== parent) {
        work.parent = parent;
        work.renewal = 0;
      }
      work.ready = true;
      onChange(chain, 'New Cut');
    },

    refresh() {
      for (const chain of chains.filter((candidate) => workOf(candidate).ready)) {
        workOf(chain).renewal += 1;
        onChange(chain, 'Refreshed Block');
      }
    },
  };
}
