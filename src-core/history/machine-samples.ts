/** Chart samples of machines: one row per machine every few seconds, a day's worth kept. */
import type Database from 'libsql';
import type { MachineSample } from '../miner-snapshot.ts';
import type { Write } from './safe-writes.ts';

export interface MachineSamples {
  /** Keeps one sample for each machine, by its key. */
  add(samples: readonly (readonly [key: string, sample: MachineSample])[]): void;
  /** One machine's samples since a time, averaged into at most `points` even steps. */
  of(key: string, sinceMs: number, points: number): MachineSample[];
  /** Drops what is older than a day. */
  trim(): void;
}

interface Row {
  readonly at_ms: number;
  readonly rate: number;
  readonly level: number | null;
}

const KEPT_MS = 86_400_000;

export function machineSamplesIn(
  db: Database.Database,
  nowMs: () => number,
  write: Write,
): MachineSamples {
  const drop = db.prepare('DELETE FROM machine_sample WHERE at_ms < ?');
  const put = db.prepare('INSERT OR REPLACE INTO machine_sample VALUES (?, ?, ?, ?)');
  // Steps are counted back from now. libsql binds numbers as REAL: the cast makes them whole.
  // Levels are steps themselves and are not averaged.
  const select = db.prepare(
    `SELECT CAST(AVG(at_ms) AS INTEGER) AS at_ms, AVG(rate) AS rate, MAX(level) AS level
     FROM machine_sample WHERE machine = ? AND at_ms > ?
     GROUP BY CAST((? - at_ms) / ? AS INTEGER) ORDER BY 1`,
  );

  return {
    add(samples) {
      const putAll = db.transaction(() => {
        for (const [key, { atMs, hashesPerSecond, level }] of samples) {
          put.run(key, atMs, hashesPerSecond, level);
        }
      });
      write(() => putAll());
    },
    of(key, sinceMs, points) {
      const now = nowMs();
      const stepMs = Math.max(1, Math.ceil((now - sinceMs) / points));
      return (select.all(key, sinceMs, now, stepMs) as Row[]).map(fromRow);
    },
    trim() {
      write(() => drop.run(nowMs() - KEPT_MS));
    },
  };
}

function fromRow({ at_ms: atMs, rate, level }: Row): MachineSample {
  return { atMs, hashesPerSecond: rate, level };
}
