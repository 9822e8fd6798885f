/**
 * The newest blocks of a practice network in memory, with their payloads: what a new file begins with
 * when the old one is lost, and what is served while none can be written. They are kept encoded, as in the file: of a
 * decoded block and its payload a dozen arrays stay on the heap, 3 KB with what they consist of.
 */
import { toBase64Url } from '../../chainweb/block-hash.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { readBlock } from './block-rows.ts';
import { sealPayload } from './payload.ts';
import type { Payload } from './payload.ts';
import { encodeBlock } from './practice-block.ts';
import type { PracticeBlock } from './practice-block.ts';
import type { BlockRange, PracticeStore } from './practice-store.ts';

interface RecentBlocks extends Pick<
  PracticeStore,
  'append' | 'keepPayload' | 'find' | 'atHeight' | 'payload'
> {
  /** As `range` of the store; `limit` does not apply. */
  range(chain: ChainId, range: BlockRange): PracticeBlock[];
  clear(): void;
  /** Puts all of it into a store that may have some of it. */
  writeTo(store: PracticeStore): void;
}

/** Blocks that are kept: some hours of mining. A block with its payload takes 1.5 KB, half of it beside the heap. */
const KEPT = 4_096;
const HASH_BYTES = 32;

interface KeptBlock {
  readonly chain: ChainId;
  readonly height: number;
  readonly onChain: boolean;
  /** The header, then its hash. */
  readonly encoded: Uint8Array;
}

interface KeptPayload {
  /** The miner's record, then the coinbase. */
  readonly parts: Uint8Array;
  readonly minerBytes: number;
}

/** Holds nothing at first; beyond {@link KEPT} blocks or payloads the oldest are dropped. */
export function createRecentBlocks(): RecentBlocks {
  const blocks = new Map<string, KeptBlock>();
  const payloads = new Map<string, KeptPayload>();

  return {
    append(block, onChain) {
      // A block that was submitted twice is kept as it was first.
      if (blocks.has(block.hashText)) return;
      const { chain, height } = block.header;
      keep(blocks, block.hashText, { chain, height, onChain, encoded: encodeBlock(block) });
    },
    keepPayload: (payload) => keep(payloads, toBase64Url(payload.payloadHash), packed(payload)),
    find(chain, hash) {
      const found = blocks.get(toBase64Url(hash));
      return found?.chain === chain ? { block: decoded(found), onChain: found.onChain } : null;
    },
    atHeight(chain, height) {
      for (const kept of blocks.values()) {
        if (kept.onChain && kept.chain === chain && kept.height === height) return decoded(kept);
      }
      return null;
    },
    payload(hash) {
      const kept = payloads.get(toBase64Url(hash));
      return kept === undefined ? null : unpacked(kept);
    },
    range: (chain, range) =>
      [...blocks.values()]
        .filter((kept) => kept.chain === chain && isBetween(kept.height, range))
        .map(decoded)
        .filter((block) => isFrom(block, range))
        .sort(inOrder),
    clear() {
      blocks.clear();
      payloads.clear();
    },
    writeTo(store) {
      for (const payload of payloads.values()) store.keepPayload(unpacked(payload));
      for (const kept of blocks.values()) store.append(decoded(kept), kept.onChain);
    },
  };
}

/** The blocks of both lists in the order of a range, each once. */
export function mergedBlocks(
  a: readonly PracticeBlock[],
  b: readonly PracticeBlock[],
): PracticeBlock[] {
  const all = new Map([...a, ...b].map((block) => [block.hashText, block]));
  return [...all.values()].sort(inOrder);
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
}

function decoded({ encoded }: KeptBlock): PracticeBlock {
  return readBlock({
    header: encoded.subarray(0, -HASH_BYTES),
    hash: encoded.subarray(-HASH_BYTES),
  });
}

function packed({ minerData, coinbase }: Payload): KeptPayload {
  const parts = new Uint8Array(minerData.length + coinbase.length);
  parts.set(minerData);
  parts.set(coinbase, minerData.length);
  return { parts, minerBytes: minerData.length };
}

function unpacked({ parts, minerBytes }: KeptPayload): Payload {
  return sealPayload({
    minerData: parts.subarray(0, minerBytes),
    coinbase: parts.subarray(minerBytes),
  });
}

function isBetween(height: number, { minHeight, maxHeight }: BlockRange): boolean {
  return height >= minHeight && height <= maxHeight;
}

function isFrom(block: PracticeBlock, { from }: BlockRange): boolean {
  if (from === null) return true;
  const order = inOrder(block, from.block);
  return from.inclusive ? order >= 0 : order > 0;
}

function inOrder(a: PracticeBlock, b: PracticeBlock): number {
  return a.header.height - b.header.height || Buffer.compare(a.hash, b.hash);
}
