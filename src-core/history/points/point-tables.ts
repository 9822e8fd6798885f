/** All tables of points together: they take points of named machines, and return the steps of charts. */
import { inTransaction } from '../../storage/database-file.ts';
import type { Database } from '../../storage/database-file.ts';
import { machinesIn } from '../machines-seen.ts';
import type { MachineSeen } from '../machines-seen.ts';
import { journalTableIn } from './journal-table.ts';
import { columnsOf } from './point-kinds.ts';
import type { Point, PointKind } from './point-kinds.ts';
import { pointTableIn } from './point-table.ts';
import type { PointTable, StepRow } from './point-table.ts';
import { chartSteps, stretchesOf, TIERS } from './point-tiers.ts';
import type { Tier } from './point-tiers.ts';
import { seriesTableIn } from './series-table.ts';

/** What a chart shows: times in ms since the Unix epoch, and how many steps at most, 2 or more. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: number;
}

/** Steps of a chart, with their length in seconds. */
export interface Steps {
  readonly seconds: number;
  readonly rows: readonly StepRow[];
}

export interface PointTables {
  /** Puts points into their tables, and leaves only `unwritten` in the journal: all or nothing. */
  write(points: readonly Point[], unwritten: readonly Point[]): void;
  /**
   * Puts what a killed program has left in the journal into the tables.
   * @param isOwn this program has the points of the journal in memory: they are dropped
   */
  recover(isOwn: boolean): void;
  steps(kind: PointKind, name: string, span: Span): Steps;
  /** The machines of the last day in which there was any. */
  machinesSeen(): readonly MachineSeen[];
  /** Deletes a bite of points that are too old, of the next series in turn. */
  dropOld(now: number): void;
}

/** With more series than this, points are kept for a shorter time: all of a kind take 2 GB at most. */
const SERIES_WITH_ALL = 200;

/** The tables of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function pointTablesIn(db: Database.Database): PointTables {
  const journal = journalTableIn(db);
  const series = seriesTableIn(db);
  const tables: Readonly<Record<PointKind, PointTable>> = {
    total: pointTableIn(db, 'total'),
    machine: pointTableIn(db, 'machine'),
    device: pointTableIn(db, 'device'),
  };
  /** Series whose old points were dropped last. */
  let droppedOf = 0;
  const keeps = new Map<string, number>();

  function put({ kind, name, at, n, values }: Point): void {
    const id = series.see(kind, name, at);
    if (id === null) return;
    const numbers = columnsOf(kind).map(([column, merge]) => {
      const value = values[column] ?? null;
      if (merge === 'name') return typeof value === 'string' ? series.see('pool', value, at) : null;
      return typeof value === 'string' ? null : value;
    });
    tables[kind].add(id, at, n, numbers);
  }

  function write(points: readonly Point[], unwritten: readonly Point[]): void {
    try {
      inTransaction(db, () => {
        points.forEach(put);
        journal.put(unwritten);
      });
    } catch (error) {
      series.reset();
      throw error;
    }
  }

  /** How long points are kept, seconds; counted once for each round of the series. */
  function keepOf(kind: PointKind, { keep }: Tier, now: number): number {
    const key = `${kind} ${keep}`;
    const known = keeps.get(key);
    if (known !== undefined) return known;
    const counted = Math.max(1, series.count(kind, now - keep));
    const kept = keep * Math.min(1, SERIES_WITH_ALL / counted);
    keeps.set(key, kept);
    return kept;
  }

  return {
    write,
    recover(isOwn) {
      write(isOwn ? [] : journal.get(), []);
    },
    steps(kind, name, { fromMs, toMs, points }) {
      const steps = chartSteps(fromMs, toMs, points);
      const id = series.find(kind, name);
      if (id === null) return { seconds: steps.seconds, rows: [] };
      const table = tables[kind];
      const stretches = stretchesOf(fromMs, toMs, steps, (tier) => table.first(id, tier));
      return { seconds: steps.seconds, rows: table.steps(id, stretches, steps.seconds) };
    },
    machinesSeen: () => machinesIn(db),
    dropOld(now) {
      const next = series.after(droppedOf);
      if (next === null) return;
      const { id, kind, isForgotten } = next;
      if (id <= droppedOf) keeps.clear();
      droppedOf = id;
      let isEmpty = true;
      inTransaction(db, () => {
        for (const tier of TIERS) {
          const first = tables[kind].first(id, tier);
          if (first === null) continue;
          isEmpty = false;
          const end = isForgotten ? Infinity : now - keepOf(kind, tier, now);
          const before = Math.min(end, first + tier.bite);
          const whole = TIERS[2].seconds;
          tables[kind].drop(id, tier, Math.floor(before / whole) * whole);
        }
        if (isEmpty) series.remove(id);
      });
    },
  };
}
