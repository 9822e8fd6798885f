/** The history's tables and their migrations. */
import { damageIn, inTransaction } from '../storage/database-file.ts';
import type { Database } from '../storage/database-file.ts';
import { DamagedValue } from '../storage/sqlite-values.ts';
import { blockTableIn } from './block-table.ts';
import type { BlockTable } from './block-table.ts';
import { NewerVersion } from './file-faults.ts';
import { STEPS } from './history-steps.ts';
import { bestShareTableIn } from './luck/best-share-table.ts';
import type { BestShareTable } from './luck/best-share-table.ts';
import { effortHourTableIn } from './luck/effort-hour-table.ts';
import type { EffortHourTable } from './luck/effort-hour-table.ts';
import { effortTableIn } from './luck/effort-table.ts';
import type { EffortTable } from './luck/effort-table.ts';
import { markTableIn } from './marks/mark-table.ts';
import type { MarkTable } from './marks/mark-table.ts';
import { pointTablesIn } from './points/point-tables.ts';
import type { PointTables } from './points/point-tables.ts';

/** Future versions will have a number near the present one; a damaged file may have any. */
const STEPS_EVER = 100;

/** The tables that must not be lost: they are checked together with their indexes. */
const CHECKED = ['block', 'number', 'outbox'];

/** Access to the history's tables. */
export interface HistoryTables {
  readonly blocks: BlockTable;
  readonly points: PointTables;
  readonly effortHours: EffortHourTable;
  readonly marks: MarkTable;
  readonly effort: EffortTable;
  readonly bestShares: BestShareTable;
}

/**
 * Migrates the tables of `db` to this version.
 * @throws NewerVersion, DamagedValue, or what libsql throws
 */
export function openTables(db: Database.Database): HistoryTables {
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
  const version = row.user_version;
  if (version < 0 || version > STEPS_EVER) throw new DamagedValue(`impossible version ${version}`);
  if (version > STEPS.length) throw new NewerVersion('it was written by a newer version of Heddle');
  for (const [index, step] of STEPS.entries()) {
    if (index < version) continue;
    inTransaction(db, () => db.exec(`${step} PRAGMA user_version = ${index + 1}`));
  }
  return {
    blocks: blockTableIn(db),
    points: pointTablesIn(db),
    effortHours: effortHourTableIn(db),
    marks: markTableIn(db),
    effort: effortTableIn(db),
    bestShares: bestShareTableIn(db),
  };
}

/**
 * Checks the structure of the file and reads every block.
 * @throws DamagedValue, or what libsql throws, when the file is damaged
 */
export function checkTables(db: Database.Database): void {
  const damage = damageIn(db, CHECKED);
  if (damage !== null) throw new DamagedValue(damage);
  blockTableIn(db).check();
}
