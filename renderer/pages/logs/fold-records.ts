/** Lines of the log that repeat each other, as one. Pure. */
import type { LogRecord } from '../../../contract/screen-contract.ts';

export interface FoldedRecord {
  /** The first of them: it stays the same while more come. */
  readonly first: LogRecord;
  /** The newest. */
  readonly record: LogRecord;
  readonly times: number;
}

/**
 * The records in their order, those that say the same one after the other folded. Threads that repeat each other count
 * as one: with more than one thread, a lost node has a line of each in turn.
 */
export function foldRecords(records: readonly LogRecord[]): readonly FoldedRecord[] {
  const folded: FoldedRecord[] = [];
  for (const record of records) {
    const last = folded.at(-1);
    if (last !== undefined && isRepeated(last.record, record)) {
      folded[folded.length - 1] = { ...last, record, times: last.times + 1 };
    } else {
      folded.push({ first: record, record, times: 1 });
    }
  }
  return folded;
}

function isRepeated(before: LogRecord, { level, tags, text }: LogRecord): boolean {
  return (
    before.text === text &&
    before.level === level &&
    before.tags.length === tags.length &&
    before.tags.every((tag, at) => withoutNumber(tag) === withoutNumber(tags[at] ?? ''))
  );
}

/** `Thread 3` as `Thread`. */
function withoutNumber(tag: string): string {
  return tag.replace(/^Thread \d+$/, 'Thread');
}
