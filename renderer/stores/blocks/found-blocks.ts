/** Own blocks that the user has not seen yet: they stay on screen until then, over restarts. */
import type { OwnBlock, Preferences } from '../../../contract/screen-contract.ts';
import { isPractice } from './practice-network.ts';

interface FoundBlocks {
  readonly newest: OwnBlock;
  readonly count: number;
  /** What to remember once they were seen. */
  readonly seen: Partial<Preferences>;
}

/** Beyond these a practice block is no first one any more. */
const FIRST_PRACTICE_BLOCKS = 100;

/**
 * The blocks of real networks that were not seen; or the first of a practice network, where blocks come every few
 * seconds; or null.
 * @param blocks newest first
 */
export function unseenBlocks(
  blocks: readonly OwnBlock[],
  { seenBlocksMs, practiceBlockSeen }: Pick<Preferences, 'seenBlocksMs' | 'practiceBlockSeen'>,
): FoundBlocks | null {
  // Before the first start has set it, all there is was found by an older version.
  if (seenBlocksMs === null) return null;
  const isWanted = ({ versionName, state }: OwnBlock): boolean =>
    // Another own block has its place, and is announced itself.
    !isPractice(versionName) && state !== 'superseded';
  const unseen = blocks.filter((block) => block.foundAtMs > seenBlocksMs && isWanted(block));
  const [newest] = unseen;
  if (newest !== undefined) {
    return { newest, count: unseen.length, seen: { seenBlocksMs: newest.foundAtMs } };
  }
  if (practiceBlockSeen) return null;
  const practised = blocks.filter(({ versionName }) => isPractice(versionName));
  const first = practised.at(-1);
  if (first === undefined || practised.length > FIRST_PRACTICE_BLOCKS) return null;
  return { newest: first, count: 1, seen: { practiceBlockSeen: true } };
}
