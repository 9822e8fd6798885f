/** The history's samples of what machines read of themselves. How long they are kept: retention.ts. */
import type { DeviceSample } from '../state/snapshot-types.ts';
import { inTransaction } from '../storage/database-file.ts';
import type { Database } from '../storage/database-file.ts';
import { asNumber, textOrNull } from '../storage/sqlite-values.ts';
import type { Blob } from '../storage/sqlite-values.ts';
import { chartStepMs } from './chart-steps.ts';

export interface DeviceSampleTable {
  put(id: string, sample: DeviceSample): void;
  /**
   * One device's samples after `fromMs` and up to `toMs`, in at most `points` (2 or more) even steps: rate, temperature
   * and fans averaged, counts, uptime and pool as they were at the end of the step.
   */
  between(id: string, fromMs: number, toMs: number, points: number): DeviceSample[];
  /** Deletes the samples before a time, and the pools that only they name. */
  dropBefore(atMs: number): void;
}

interface Row {
  readonly at_ms: number;
  readonly rate: number | null;
  readonly celsius: number | null;
  readonly fan_speed: number | null;
  readonly hardware_errors: number | null;
  readonly uptime: number | null;
  readonly accepted: number | null;
  readonly rejected: number | null;
  readonly url: Blob | null;
}

/** What is not averaged. */
const LAST = ['hardware_errors', 'uptime', 'accepted', 'rejected'].map(asNumber).join(', ');

/** The table of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function deviceSampleTableIn(db: Database.Database): DeviceSampleTable {
  const drop = db.prepare('DELETE FROM device_sample WHERE at_ms < ?');
  const dropPools = db.prepare('DELETE FROM device_pool WHERE used_at_ms < ?');
  const usePool = db.prepare(
    `INSERT INTO device_pool (url, used_at_ms) VALUES (?, ?)
     ON CONFLICT (url) DO UPDATE SET used_at_ms = MAX(used_at_ms, excluded.used_at_ms)`,
  );
  const put = db.prepare(
    `INSERT OR REPLACE INTO device_sample
       (device, at_ms, rate, celsius, fan_speed, hardware_errors, uptime, accepted, rejected, pool)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM device_pool WHERE url = ?))`,
  );
  // libsql binds numbers as REAL: the cast makes steps whole. What was not reported counts for no mean.
  // SQLite takes the columns that are not aggregated from the row of the only MAX.
  const select = db.prepare(
    `SELECT CAST(AVG(at_ms) AS INTEGER) AS at_ms, AVG(rate) AS rate, AVG(celsius) AS celsius,
            AVG(fan_speed) AS fan_speed, CAST(MAX(at_ms) AS REAL) AS last_at_ms, ${LAST},
            CAST(device_pool.url AS BLOB) AS url
     FROM device_sample LEFT JOIN device_pool ON device_pool.id = device_sample.pool
     WHERE device = ? AND at_ms > ? AND at_ms <= ?
     GROUP BY CAST(at_ms / ? AS INTEGER) ORDER BY 1`,
  );

  return {
    put(id, sample) {
      const { atMs, hashesPerSecond, celsius, fanSpeed, activePool } = sample;
      const { hardwareErrors, uptimeSeconds, accepted, rejected } = sample;
      const counts = [hardwareErrors, uptimeSeconds, accepted, rejected];
      inTransaction(db, () => {
        if (activePool !== null) usePool.run([activePool, atMs]);
        put.run([id, atMs, hashesPerSecond, celsius, fanSpeed, ...counts, activePool]);
      });
    },
    between(id, fromMs, toMs, points) {
      const stepMs = chartStepMs(fromMs, toMs, points);
      return (select.all([id, fromMs, toMs, stepMs]) as Row[]).map(fromRow);
    },
    dropBefore(atMs) {
      drop.run([atMs]);
      dropPools.run([atMs]);
    },
  };
}

function fromRow(row: Row): DeviceSample {
  return {
    atMs: row.at_ms,
    hashesPerSecond: row.rate,
    celsius: row.celsius,
    fanSpeed: row.fan_speed,
    hardwareErrors: row.hardware_errors,
    uptimeSeconds: row.uptime,
    accepted: row.accepted,
    rejected: row.rejected,
    activePool: textOrNull(row.url),
  };
}
