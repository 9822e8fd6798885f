/** The history's table of chart samples: one a second, two days' worth kept. */
import type { ChartSample } from '../state/snapshot-types.ts';
import type { Database } from '../storage/database-file.ts';

export interface SampleTable {
  put(sample: ChartSample): void;
  /** Samples since a time, averaged into at most `points` even steps up to `nowMs`, oldest first. */
  since(sinceMs: number, points: number, nowMs: number): ChartSample[];
  dropBefore(atMs: number): void;
}

interface SampleRow {
  readonly at_ms: number;
  readonly rate: number;
  readonly difficulty: number | null;
}

export function sampleTableIn(db: Database.Database): SampleTable {
  const put = db.prepare('INSERT OR REPLACE INTO sample VALUES (?, ?, ?)');
  const drop = db.prepare('DELETE FROM sample WHERE at_ms < ?');
  // Steps are counted back from now. libsql binds numbers as REAL: the cast makes them whole.
  const select = db.prepare(
    `SELECT CAST(AVG(at_ms) AS INTEGER) AS at_ms, AVG(rate) AS rate, AVG(difficulty) AS difficulty
     FROM sample WHERE at_ms > ? GROUP BY CAST((? - at_ms) / ? AS INTEGER) ORDER BY 1`,
  );
  return {
    put({ atMs, hashesPerSecond, difficulty }) {
      put.run([atMs, hashesPerSecond, difficulty]);
    },
    since(sinceMs, points, nowMs) {
      const stepMs = Math.max(1, Math.ceil((nowMs - sinceMs) / points));
      return (select.all([sinceMs, nowMs, stepMs]) as SampleRow[]).map(
        ({ at_ms: atMs, rate, difficulty }) => ({ atMs, hashesPerSecond: rate, difficulty }),
      );
    },
    dropBefore(atMs) {
      drop.run([atMs]);
    },
  };
}
