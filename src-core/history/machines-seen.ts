/** The machines of a history file that this program has not opened, and another one may be writing. */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Database } from '../storage/database-file.ts';
import { lookAtDatabase } from '../storage/look-at-database.ts';
import { asBlob, asNumber, textOf, wholeNumberOf } from '../storage/sqlite-values.ts';
import type { Blob } from '../storage/sqlite-values.ts';
import { reasonOf } from '../system/thrown-reason.ts';

/** A machine with samples in the history. */
interface MachineSeen {
  readonly key: string;
  /** Time of its last sample with a hash rate, ms since the Unix epoch; null when none has one. */
  readonly workedAtMs: number | null;
}

interface Row {
  readonly machine: Blob | null;
  readonly worked: number | null;
}

/**
 * Reads the machines whose samples are kept, in no particular order; changes nothing. The error says why they cannot be read, in English.
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
  const tables = db.prepare(
    "SELECT COUNT(*) AS n FROM sqlite_schema WHERE name = 'machine_sample'",
  );
  return (tables.get() as { n: number }).n > 0;
}

function machinesIn(db: Database.Database): readonly MachineSeen[] {
  const rows = db
    .prepare(
      `SELECT ${asBlob('machine')}, ${asNumber('worked')} FROM (
         SELECT machine, MAX(CASE WHEN rate > 0 THEN at_ms END) AS worked
         FROM machine_sample GROUP BY machine)`,
    )
    .all() as Row[];
  return rows.map(({ machine, worked }) => ({
    key: textOf(machine),
    workedAtMs: worked === null ? null : wholeNumberOf(worked),
  }));
}
