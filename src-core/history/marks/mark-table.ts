/** The history's table of marks on the time line. How long they are kept: retention.ts. */
import type { Database } from '../../storage/database-file.ts';
import { asBlob, asNumber, numberOf, textOf, wholeNumberOf } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { markOf, textOfMark } from './history-mark.ts';
import type { EventMark, MoreMarks } from './history-mark.ts';
import { MARKS_BETWEEN, markParameters } from './mark-query.ts';
import type { MarkQuery } from './mark-query.ts';

export interface MarkTable {
  put(mark: EventMark): void;
  /** The marks of a time, oldest first, thinned where there are many of a kind. */
  between(query: MarkQuery): (EventMark | MoreMarks)[];
  /** Deletes all but about the `count` that were put last. */
  keepLast(count: number): void;
}

interface Row {
  readonly at_ms: number | null;
  readonly facts: Blob | null;
  /** Marks that the row stands for. */
  readonly marks: number | null;
}

/** The table of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function markTableIn(db: Database.Database): MarkTable {
  const put = db.prepare('INSERT INTO event_mark (at_ms, facts) VALUES (?, ?)');
  const between = db.prepare(
    `SELECT ${asNumber('at_ms')}, ${asBlob('facts')}, ${asNumber('marks')} FROM (${MARKS_BETWEEN})
     ORDER BY 1, id`,
  );
  const keepLast = db.prepare(
    'DELETE FROM event_mark WHERE id <= (SELECT MAX(id) FROM event_mark) - ?',
  );
  return {
    put(mark) {
      put.run([mark.atMs, textOfMark(mark)]);
    },
    between: (query) =>
      (between.all(markParameters(query)) as Row[])
        .map(({ at_ms, facts, marks }) => {
          const [atMs, count] = [wholeNumberOf(at_ms), numberOf(marks)];
          return count > 1 ? { kind: 'more' as const, count, atMs } : markOf(atMs, textOf(facts));
        })
        .filter((mark) => mark !== null),
    keepLast(count) {
      keepLast.run([count]);
    },
  };
}
