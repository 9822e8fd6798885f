/**
 * The newest blocks of a practice network in memory, with their payloads: what a new file begins with
 * when the old one is lost, and what is served while none can be written.
 */
import { toBase64Url } from '../../chainweb/block-hash.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { Payload } from './payload.ts';
import type { PracticeBlock } from './practice-block.ts';
import type { BlockRange, PracticeStore, StoredBlock } from './practice-store.ts';

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

/** Blocks that are kept: some hours of mining. A block is about 1 KiB. */
const KEPT = 4_096;

/** Holds nothing at first; beyond {@link KEPT} blocks or payloads the oldest are dropped. */
export function createRecentBlocks(): RecentBlocks {
  const blocks = new Map<string, StoredBlock>();
  const payloads = new Map<string, Payload>();

  return {
    append(block, onChain) {
      // A block that was submitted twice is kept as it was first.
      if (!blocks.has(block.hashText)) keep(blocks, block.hashText, { block, onChain });
    },
    keepPayload: (payload) => keep(payloads, toBase64Url(payload.payloadHash), payload),
    find(chain, hash) {
      const found = blocks.get(toBase64Url(hash));
      return found?.block.header.chain === chain ? found : null;
    },
    atHeight(chain, height) {
      for (const { block, onChain } of blocks.values()) {
        const { header } = block;
        if (onChain && header.chain === chain && header.height === height) return block;
      }
      return null;
    },
    payload: (hash) => payloads.get(toBase64Url(hash)) ?? null,
    range: (chain, range) =>
      [...blocks.values()]
        .map(({ block }) => block)
        .filter((block) => block.header.chain === chain && isWithin(block, range))
        .sort(inOrder),
    clear() {
      blocks.clear();
      payloads.clear();
    },
    writeTo(store) {
      for (const payload of payloads.values()) store.keepPayload(payload);
      for (const { block, onChain } of blocks.values()) store.append(block, onChain);
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

function isWithin(block: PracticeBlock, { from, minHeight, maxHeight }: BlockRange): boolean {
  const { height } = block.header;
  if (height < minHeight || height > maxHeight) return false;
  if (from === null) return true;
  const order = inOrder(block, from.block);
  return from.inclusive ? order >= 0 : order > 0;
}

function inOrder(a: PracticeBlock, b: PracticeBlock): number {
  return a.header.height - b.header.height || Buffer.compare(a.hash, b.hash);
}
