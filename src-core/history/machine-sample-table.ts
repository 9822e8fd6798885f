/** The history's chart samples of machines, every few seconds. How long they are kept: retention.ts. */
import type { MachineSample } from '../state/snapshot-types.ts';
import type { Database } from '../storage/database-file.ts';
import { inTransaction } from '../storage/database-file.ts';
import { chartStepMs } from './chart-steps.ts';

/** A machine's sample with the machine's key. */
export type KeyedSample = readonly [key: string, sample: MachineSample];

export interface MachineSampleTable {
  /** Writes one sample for each machine: all or none. */
  put(samples: readonly KeyedSample[]): void;
  /** One machine's samples after `fromMs` and up to `toMs`, averaged into at most `points` (2 or more) even steps. */
  between(key: string, fromMs: number, toMs: number, points: number): MachineSample[];
  /** Deletes the samples before a time. */
  dropBefore(atMs: number): void;
}

interface Row {
  readonly at_ms: number;
  readonly rate: number;
  readonly level: number | null;
}

/** The table of an open database. Its calls throw what libsql throws. */
export function machineSampleTableIn(db: Database.Database): MachineSampleTable {
  const drop = db.prepare('DELETE FROM machine_sample WHERE at_ms < ?');
  const put = db.prepare('INSERT OR REPLACE INTO machine_sample VALUES (?, ?, ?, ?)');
  // libsql binds numbers as REAL: the cast makes steps whole. Levels are discrete and are not averaged.
  const select = db.prepare(
    `SELECT CAST(AVG(at_ms) AS INTEGER) AS at_ms, AVG(rate) AS rate,
            CAST(MAX(level) AS REAL) AS level
     FROM machine_sample WHERE machine = ? AND at_ms > ? AND at_ms <= ?
     GROUP BY CAST(at_ms / ? AS INTEGER) ORDER BY 1`,
  );

  return {
    put(samples) {
      inTransaction(db, () => {
        for (const [key, { atMs, hashesPerSecond, level }] of samples) {
          put.run([key, atMs, hashesPerSecond, level]);
        }
      });
    },
    between(key, fromMs, toMs, points) {
      const stepMs = chartStepMs(fromMs, toMs, points);
      return (select.all([key, fromMs, toMs, stepMs]) as Row[]).map(fromRow);
    },
    dropBefore(atMs) {
      drop.run([atMs]);
    },
  };
}

function fromRow({ at_ms: atMs, rate, level }: Row): MachineSample {
  return { atMs, hashesPerSecond: rate, level };
}
