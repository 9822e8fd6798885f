/** Own blocks as marks on the time line. */
import type { OwnBlock } from '../../state/snapshot-types.ts';
import type { BlockStep, StepSpan } from '../block-table.ts';
import { markOfBlock } from './history-mark.ts';
import type { BlockMark, MoreMarks } from './history-mark.ts';
import { markStepMs } from './mark-query.ts';
import type { MarkQuery } from './mark-query.ts';

interface Blocks {
  /** Newest first; of all networks where the name is null. */
  before(versionName: null, beforeMs: number, limit: number): readonly OwnBlock[];
  steps(span: StepSpan): readonly BlockStep[];
}

/** The own blocks of a time; where there are many, the newest of each step, and how many more it has. */
export function blockMarks(blocks: Blocks, query: MarkQuery): readonly (BlockMark | MoreMarks)[] {
  const { fromMs, toMs, limit } = query;
  const found = blocks
    .before(null, toMs + 1, limit + 1)
    .filter(({ foundAtMs }) => foundAtMs >= fromMs);
  if (found.length <= limit) return found.map(markOfBlock);
  return blocks
    .steps({ fromMs, toMs, stepMs: markStepMs(query) })
    .flatMap(({ newest, count }): (BlockMark | MoreMarks)[] => {
      const mark = markOfBlock(newest);
      return count === 1 ? [mark] : [{ kind: 'more', count: count - 1, atMs: mark.atMs }, mark];
    });
}
