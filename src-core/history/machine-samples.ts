/** Chart samples of machines: one row per machine every few seconds, a day's worth kept. */
import type Database from 'libsql';
import type { MachineSample } from '../state/snapshot-types.ts';
import type { Write } from './safe-writes.ts';

export interface MachineSamples {
  /** Keeps one sample for each machine, by its key. */
  add(samples: readonly (readonly [key: string, sample: MachineSample])[]): void;
  /** One machine's samples since a time, averaged into at most `points` (2 or more) even steps. */
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
  // libsql binds numbers as REAL: the cast makes steps whole. Levels are steps themselves and are
  // not averaged.
  const select = db.prepare(
    `SELECT CAST(AVG(at_ms) AS INTEGER) AS at_ms, AVG(rate) AS rate, MAX(level) AS level
     FROM machine_sample WHERE machine = ? AND at_ms > ?
     GROUP BY CAST(at_ms / ? AS INTEGER) ORDER BY 1`,
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
      // Whole seconds on the clock, one step less than points as the outer two are cut: counted back
      // from now, the past of a chart would change each time that it is looked at.
      const stepS = Math.max(1, Math.ceil((nowMs() - sinceMs) / (points - 1) / 1000));
      return (select.all(key, sinceMs, stepS * 1000) as Row[]).map(fromRow);
    },
    trim() {
      write(() => drop.run(nowMs() - KEPT_MS));
    },
  };
}

function fromRow({ at_ms: atMs, rate, level }: Row): MachineSample {
  return { atMs, hashesPerSecond: rate, level };
}
