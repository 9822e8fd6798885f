/** Own blocks as marks on the time line. */
import type { OwnBlock } from '../../state/snapshot-types.ts';
import { markOfBlock } from './history-mark.ts';
import type { BlockMark, MoreMarks } from './history-mark.ts';
import type { MarkQuery } from './mark-query.ts';

interface Blocks {
  /** Newest first; of all networks where the name is null. */
  before(versionName: null, beforeMs: number, limit: number): readonly OwnBlock[];
  countBefore(versionName: string, beforeMs: number): number;
  counts(): ReadonlyMap<string, unknown>;
}

/** The newest `limit` own blocks of a time, and how many older ones there are. */
export function blockMarks(
  blocks: Blocks,
  { fromMs, toMs, limit }: MarkQuery,
): readonly (BlockMark | MoreMarks)[] {
  const found = blocks
    .before(null, toMs + 1, limit)
    .filter(({ foundAtMs }) => foundAtMs >= fromMs)
    .map(markOfBlock);
  const oldest = found.at(-1);
  if (oldest === undefined || found.length < limit) return found;
  const older = [...blocks.counts().keys()].reduce(
    (sum, name) => sum + blocks.countBefore(name, oldest.atMs) - blocks.countBefore(name, fromMs),
    0,
  );
  return older === 0 ? found : [...found, { kind: 'more', count: older, atMs: oldest.atMs - 1 }];
}
