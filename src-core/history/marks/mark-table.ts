/** The history's table of marks on the time line. How long they are kept: retention.ts. */
import type { Database } from '../../storage/database-file.ts';
import { asBlob, asNumber, textOf, wholeNumberOf } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { markOf, textOfMark } from './history-mark.ts';
import type { EventMark } from './history-mark.ts';

export interface MarkTable {
  put(mark: EventMark): void;
  /** The newest marks from one time to another, both included, oldest first. */
  between(fromMs: number, toMs: number, limit: number): EventMark[];
  /** Deletes all but about the `count` that were put last. */
  keepLast(count: number): void;
}

interface Row {
  readonly at_ms: number | null;
  readonly facts: Blob | null;
}

/** The table of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function markTableIn(db: Database.Database): MarkTable {
  const put = db.prepare('INSERT INTO event_mark (at_ms, facts) VALUES (?, ?)');
  const between = db.prepare(
    `SELECT ${asNumber('at_ms')}, ${asBlob('facts')} FROM event_mark
     WHERE event_mark.at_ms BETWEEN ? AND ?
     ORDER BY event_mark.at_ms DESC, event_mark.id DESC LIMIT ?`,
  );
  const keepLast = db.prepare(
    'DELETE FROM event_mark WHERE id <= (SELECT MAX(id) FROM event_mark) - ?',
  );
  return {
    put(mark) {
      put.run([mark.atMs, textOfMark(mark)]);
    },
    between: (fromMs, toMs, limit) =>
      (between.all([fromMs, toMs, limit]) as Row[])
        .map(({ at_ms, facts }) => markOf(wholeNumberOf(at_ms), textOf(facts)))
        .filter((mark) => mark !== null)
        .reverse(),
    keepLast(count) {
      keepLast.run([count]);
    },
  };
}
