/** The history's table of chart samples, one a second. How long they are kept: retention.ts. */
import type { ChartSample } from '../state/snapshot-types.ts';
import type { Database } from '../storage/database-file.ts';
import { chartStepMs } from './chart-steps.ts';

export interface SampleTable {
  put(sample: ChartSample): void;
  /** Samples after `fromMs` and up to `toMs`, averaged into at most `points` (2 or more) even steps, oldest first. */
  between(fromMs: number, toMs: number, points: number): ChartSample[];
  /** Deletes the samples before a time. */
  dropBefore(atMs: number): void;
}

interface SampleRow {
  readonly at_ms: number;
  readonly rate: number;
  readonly difficulty: number | null;
}

/** The table of an open database. Its calls throw what libsql throws. */
export function sampleTableIn(db: Database.Database): SampleTable {
  const put = db.prepare('INSERT OR REPLACE INTO sample VALUES (?, ?, ?)');
  const drop = db.prepare('DELETE FROM sample WHERE at_ms < ?');
  // libsql binds numbers as REAL: the cast makes steps whole.
  const select = db.prepare(
    `SELECT CAST(AVG(at_ms) AS INTEGER) AS at_ms, AVG(rate) AS rate, AVG(difficulty) AS difficulty
     FROM sample WHERE at_ms > ? AND at_ms <= ? GROUP BY CAST(at_ms / ? AS INTEGER) ORDER BY 1`,
  );
  return {
    put({ atMs, hashesPerSecond, difficulty }) {
      put.run([atMs, hashesPerSecond, difficulty]);
    },
    between(fromMs, toMs, points) {
      const stepMs = chartStepMs(fromMs, toMs, points);
      return (select.all([fromMs, toMs, stepMs]) as SampleRow[]).map(
        ({ at_ms: atMs, rate, difficulty }) => ({ atMs, hashesPerSecond: rate, difficulty }),
      );
    },
    dropBefore(atMs) {
      drop.run([atMs]);
    },
  };
}
