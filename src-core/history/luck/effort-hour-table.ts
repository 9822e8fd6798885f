/**
 * The history's table of effort, a row for each hour with any on each network: what luck is judged by. How long they
 * are kept: retention.ts.
 */
import type { Database } from '../../storage/database-file.ts';
import { asNumber } from '../../storage/sqlite-values.ts';

const HOUR_MS = 3_600_000;

/** Effort within a time: hashes, each weighed by 1 / difficulty. Times are ms since the Unix epoch. */
export interface EffortHour {
  /** The start of an hour of UTC. */
  readonly fromMs: number;
  /** Its end; in the current hour, now. */
  readonly untilMs: number;
  readonly effort: number;
}

export interface EffortHourTable {
  /** Adds effort on a network to the hour of a time. */
  add(versionName: string, atMs: number, effort: number): void;
  /** Hours on a network that end after a time, oldest first; those without effort are left out. */
  since(versionName: string, sinceMs: number, nowMs: number): EffortHour[];
  /** Deletes the hours that began before a time. */
  dropBefore(atMs: number): void;
}

interface Row {
  readonly at_ms: number | null;
  readonly effort: number | null;
}

/** More blocks than any miner finds in an hour, the practice network included. */
const MOST_EFFORT = 1e9;

/** The table of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function effortHourTableIn(db: Database.Database): EffortHourTable {
  const drop = db.prepare('DELETE FROM network_effort WHERE at_ms < ?');
  const add = db.prepare(
    `INSERT INTO network_effort VALUES (?, ?, ?)
     ON CONFLICT (version, at_ms) DO UPDATE SET effort = effort + excluded.effort`,
  );
  const select = db.prepare(
    `SELECT ${asNumber('at_ms')}, ${asNumber('effort')} FROM network_effort
     WHERE version = ? AND network_effort.at_ms > ? ORDER BY network_effort.at_ms`,
  );

  return {
    add(versionName, atMs, effort) {
      add.run([versionName, Math.floor(atMs / HOUR_MS) * HOUR_MS, effort]);
    },
    since: (versionName, sinceMs, nowMs) =>
      (select.all([versionName, sinceMs - HOUR_MS]) as Row[])
        .map((row) => hourOf(row, nowMs))
        .filter((hour) => hour !== null),
    dropBefore(atMs) {
      drop.run([atMs]);
    },
  };
}

/** Null for an hour that cannot have been: luck is not computed from damage. */
function hourOf({ at_ms: fromMs, effort }: Row, nowMs: number): EffortHour | null {
  if (fromMs === null || !Number.isSafeInteger(fromMs) || fromMs > nowMs) return null;
  if (effort === null || !(effort >= 0 && effort <= MOST_EFFORT)) return null;
  return { fromMs, untilMs: Math.min(fromMs + HOUR_MS, nowMs), effort };
}
