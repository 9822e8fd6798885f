import type { OwnBlock } from '../../../contract/screen-contract.ts';

/** Both lists as one, newest first, each block once; `live` wins where both have a block. */
export function mergeBlocks(
  live: readonly OwnBlock[],
  older: readonly OwnBlock[],
): readonly OwnBlock[] {
  const known = new Set(live.map((block) => block.id));
  const merged = [...live, ...older.filter((block) => !known.has(block.id))];
  return merged.sort((a, b) => b.foundAtMs - a.foundAtMs);
}
