/** The history's samples of what machines read of themselves. How long they are kept: retention.ts. */
import type { DeviceSample } from '../state/snapshot-types.ts';
import type { Database } from '../storage/database-file.ts';
import { chartStepMs } from './chart-steps.ts';

export interface DeviceSampleTable {
  put(id: string, sample: DeviceSample): void;
  /** One device's samples since a time, averaged into at most `points` (2 or more) even steps. */
  since(id: string, sinceMs: number, points: number, nowMs: number): DeviceSample[];
  /** Deletes the samples before a time. */
  dropBefore(atMs: number): void;
}

interface Row {
  readonly at_ms: number;
  readonly rate: number | null;
  readonly celsius: number | null;
  readonly fan_speed: number | null;
}

/** The table of an open database. Its calls throw what libsql throws. */
export function deviceSampleTableIn(db: Database.Database): DeviceSampleTable {
  const drop = db.prepare('DELETE FROM device_sample WHERE at_ms < ?');
  const put = db.prepare('INSERT OR REPLACE INTO device_sample VALUES (?, ?, ?, ?, ?)');
  // libsql binds numbers as REAL: the cast makes steps whole. What was not told counts for no mean.
  const select = db.prepare(
    `SELECT CAST(AVG(at_ms) AS INTEGER) AS at_ms, AVG(rate) AS rate, AVG(celsius) AS celsius,
            AVG(fan_speed) AS fan_speed
     FROM device_sample WHERE device = ? AND at_ms > ?
     GROUP BY CAST(at_ms / ? AS INTEGER) ORDER BY 1`,
  );

  return {
    put(id, { atMs, hashesPerSecond, celsius, fanSpeed }) {
      put.run([id, atMs, hashesPerSecond, celsius, fanSpeed]);
    },
    since(id, sinceMs, points, nowMs) {
      const stepMs = chartStepMs(sinceMs, nowMs, points);
      return (select.all([id, sinceMs, stepMs]) as Row[]).map(fromRow);
    },
    dropBefore(atMs) {
      drop.run([atMs]);
    },
  };
}

function fromRow({ at_ms: atMs, rate, celsius, fan_speed: fanSpeed }: Row): DeviceSample {
  return { atMs, hashesPerSecond: rate, celsius, fanSpeed };
}
