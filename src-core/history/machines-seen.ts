/** The machines of a history: of an open one, or of a file that another program may be writing. */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Database } from '../storage/database-file.ts';
import { lookAtDatabase } from '../storage/look-at-database.ts';
import { textOf, wholeNumberOf } from '../storage/sqlite-values.ts';
import type { Blob } from '../storage/sqlite-values.ts';
import { reasonOf } from '../system/thrown-reason.ts';
import { TIERS } from './points/point-tiers.ts';

/** A machine with samples in the history. */
export interface MachineSeen {
  readonly key: string;
  /** The end of its last point with an accepted share, ms since the Unix epoch; null when none has one. */
  readonly lastShareAtMs: number | null;
}

/** In seconds. */
const DAY = 86_400;

interface Row {
  readonly machine: Blob | null;
  readonly last_share: number | null;
}

/**
 * Reads the machines of the last day in which there was any, in no particular order; changes nothing. The error says why they cannot be read, in English.
 * @param isHeld another program writes the history now: what it has not yet moved from its log into the file (see
 *   idle-checkpoints.ts), mostly the last minutes, is not seen
 */
export function machinesSeenIn(
  file: string,
  isHeld: boolean,
): Result<readonly MachineSeen[], string> {
  try {
    return ok(lookAtDatabase(file, isHeld, (db) => (hasSamples(db) ? machinesIn(db) : [])));
  } catch (error) {
    return err(reasonOf(error));
  }
}

/** False in a file that was made a moment ago, or by an early version. */
function hasSamples(db: Database.Database): boolean {
  const tables = db.prepare("SELECT COUNT(*) AS n FROM sqlite_schema WHERE name = 'machine_point'");
  return (tables.get() as { n: number }).n > 0;
}

/** The machines of the last day in which there was any. Throws what libsql throws, or DamagedValue. */
export function machinesIn(db: Database.Database): readonly MachineSeen[] {
  const lastShares = TIERS.map(
    ({ seconds }) =>
      `(SELECT at + ${seconds} FROM machine_point WHERE series = series.id AND tier = ${seconds} AND accepted > 0
        ORDER BY at DESC LIMIT 1)`,
  );
  const rows = db
    .prepare(
      `SELECT CAST(name AS BLOB) AS machine, CAST(1000 * COALESCE(${lastShares.join(', ')}) AS REAL) AS last_share
       FROM series WHERE kind = 'machine' AND name IS NOT NULL AND seen_at >=
         (SELECT MAX(seen_at) FROM series WHERE kind = 'machine') - ${DAY}`,
    )
    .all() as Row[];
  return rows.map(({ machine, last_share }) => ({
    key: textOf(machine),
    lastShareAtMs: last_share === null ? null : wholeNumberOf(last_share),
  }));
}
