/** The history's table of marks on the time line. How long they are kept: retention.ts. */
import type { Database } from '../../storage/database-file.ts';
import { asBlob, asNumber, numberOf, textOf, wholeNumberOf } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { markOf, textOfMark } from './history-mark.ts';
import type { EventMark, MoreMarks } from './history-mark.ts';
import {
  ALL_OF_KINDS,
  KEEP_OF_KIND,
  KINDS_BETWEEN,
  markParameters,
  markStepMs,
  NEWEST_OF_STEPS,
} from './mark-query.ts';
import type { MarkQuery } from './mark-query.ts';

export interface MarkTable {
  put(mark: EventMark): void;
  /** The marks of a time, oldest first, thinned where there are many of a kind. */
  between(query: MarkQuery): (EventMark | MoreMarks)[];
  /**
   * Where there are more than `count`, deletes those that were put first, of the kinds that have most: a storm
   * of one kind displaces no other. A tenth below `count` is left, so that this is seldom.
   */
  keepAtMost(count: number): void;
}

interface Kind {
  /** In hexadecimal. */
  readonly name: string;
  readonly marks: number | null;
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
  const columns = [asNumber('at_ms'), asBlob('facts'), asNumber('marks')].join(', ');
  const kinds = db.prepare(
    `SELECT hex(name) AS name, ${asNumber('marks')} FROM (${KINDS_BETWEEN})`,
  );
  const all = db.prepare(`SELECT ${columns} FROM (${ALL_OF_KINDS}) ORDER BY 1, id`);
  const newest = db.prepare(`SELECT ${columns} FROM (${NEWEST_OF_STEPS}) ORDER BY 1, id`);
  const total = db.prepare('SELECT COUNT(*) AS marks FROM event_mark');
  const keepOfKind = db.prepare(KEEP_OF_KIND);
  return {
    put(mark) {
      put.run([mark.atMs, textOfMark(mark)]);
    },
    between(query) {
      const parameters = markParameters(query);
      const found = kinds.all(parameters) as Kind[];
      const namesOf = (some: readonly Kind[]): string =>
        JSON.stringify(some.map(({ name }) => name));
      const isMany = ({ marks }: Kind): boolean => numberOf(marks) > query.limit;
      const few = all.all([...parameters, namesOf(found.filter((kind) => !isMany(kind)))]) as Row[];
      const many = found.filter(isMany);
      if (many.length === 0) return few.flatMap(marksOf);
      const thinned = newest.all([...parameters, namesOf(many), markStepMs(query)]) as Row[];
      return [...few, ...thinned].flatMap(marksOf).sort((a, b) => a.atMs - b.atMs);
    },
    keepAtMost(count) {
      if (numberOf((total.get() as { marks: number | null }).marks) <= count) return;
      const all = kinds.all(markParameters(EVER)) as Kind[];
      const counts = all.map(({ marks }) => numberOf(marks));
      const limit = fairShare(counts, 0.9 * count);
      for (const { name, marks } of all) {
        if (numberOf(marks) > limit) keepOfKind.run([name, limit]);
      }
    },
  };
}

const EVER = { fromMs: -Infinity, toMs: Infinity, limit: 0 };

/** The greatest number that each kind may have at most, for all to have `total` together. */
function fairShare(counts: readonly number[], total: number): number {
  let left = total;
  for (const [index, count] of counts.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (counts.length - index));
    if (count > share) return share;
    left -= count;
  }
  return Infinity;
}

/** The mark of a row, after those that it stands for. */
function marksOf({ at_ms, facts, marks }: Row): (EventMark | MoreMarks)[] {
  const atMs = wholeNumberOf(at_ms);
  const mark = markOf(atMs, textOf(facts));
  const more = numberOf(marks) - 1;
  return [
    ...(more > 0 ? [{ kind: 'more' as const, count: more, atMs }] : []),
    ...(mark === null ? [] : [mark]),
  ];
}
