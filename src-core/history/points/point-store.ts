/**
 * Measurements in, steps of charts out. Measurements are merged into points of 10 s in memory, which are
 * written when they have ended, a few at a time; until then a journal in the file has them.
 */
import type { ResilientDatabase } from '../resilient-database.ts';
import type { PointKind, PointValues } from './point-kinds.ts';
import type { PointTables, Span, Steps } from './point-tables.ts';
import { TIERS } from './point-tiers.ts';
import { createUnwrittenPoints } from './unwritten-points.ts';

/** Times are ms since the Unix epoch. */
export interface PointStore {
  /**
   * Adds a measurement.
   * @param times how many times longer than usual its point is
   */
  add(kind: PointKind, name: string, atMs: number, values: PointValues, times?: number): void;
  /** Writes the journal, and some of the points that have ended. To be called after each moment's `add`. */
  save(): void;
  /** Deletes some points that are too old. */
  dropOld(): void;
  /**
   * Points of a span, merged into at most its number of even steps, oldest first.
   * @param samplesOf what is made of them; may throw DamagedValue
   */
  steps<Sample>(
    kind: PointKind,
    name: string,
    span: Span,
    samplesOf: (steps: Steps, span: Span) => Sample[],
  ): Sample[];
  /** Writes everything. */
  close(): void;
}

type Tables = { readonly points: PointTables };

/** Points written at once, at least; more where otherwise they would not be written before the next. */
const BITE = 10;
const BITES = 8;

/** The points of a database; those that cannot be written yet are kept in memory, and in what is read. */
export function createPointStore(
  database: ResilientDatabase<Tables>,
  nowMs: () => number,
): PointStore {
  const unwritten = createUnwrittenPoints();

  function write(points: ReturnType<typeof unwritten.all>): void {
    const written = new Set(points);
    const rest = unwritten.all().filter((point) => !written.has(point));
    if (database.write(({ points: tables }) => tables.write(points, rest))) {
      unwritten.remove(points);
    }
  }

  return {
    add(kind, name, atMs, values, times = 1) {
      const span = times * TIERS[0].seconds;
      const at = Math.floor(atMs / 1000 / span) * span;
      unwritten.add({ kind, name, at, span, n: 1, values });
    },
    save() {
      const ended = unwritten.endedBy(nowMs() / 1000);
      write(ended.slice(0, Math.max(BITE, Math.ceil(ended.length / BITES))));
    },
    dropOld() {
      database.write(({ points }) => points.dropOld(nowMs() / 1000));
    },
    steps(kind, name, span, samplesOf) {
      const own = unwritten.of(kind, name);
      if (own.length > 0) write(own);
      return database.read(({ points }) => samplesOf(points.steps(kind, name, span), span), []);
    },
    close() {
      write(unwritten.all());
    },
  };
}
