/** The history's tables and their migrations. */
import { damageIn, inTransaction } from '../storage/database-file.ts';
import type { Database } from '../storage/database-file.ts';
import { DamagedValue } from '../storage/sqlite-values.ts';
import { blockTableIn } from './block-table.ts';
import type { BlockTable } from './block-table.ts';
import { deviceSampleTableIn } from './device-sample-table.ts';
import type { DeviceSampleTable } from './device-sample-table.ts';
import { NewerVersion } from './file-faults.ts';
import { bestShareTableIn } from './luck/best-share-table.ts';
import type { BestShareTable } from './luck/best-share-table.ts';
import { effortHourTableIn } from './luck/effort-hour-table.ts';
import type { EffortHourTable } from './luck/effort-hour-table.ts';
import { effortTableIn } from './luck/effort-table.ts';
import type { EffortTable } from './luck/effort-table.ts';
import { machineSampleTableIn } from './machine-sample-table.ts';
import type { MachineSampleTable } from './machine-sample-table.ts';
import { markTableIn } from './marks/mark-table.ts';
import type { MarkTable } from './marks/mark-table.ts';
import { sampleTableIn } from './sample-table.ts';
import type { SampleTable } from './sample-table.ts';

/** SQL from each version to the next. A new version adds a step and changes none before it. */
const STEPS = [
  `CREATE TABLE block (
     id TEXT PRIMARY KEY,
     version TEXT NOT NULL,
     chain INTEGER NOT NULL,
     height INTEGER NOT NULL,
     found_at_ms INTEGER NOT NULL,
     state TEXT NOT NULL,
     reason TEXT,
     difficulty REAL NOT NULL,
     effort REAL,
     worker TEXT NOT NULL
   );
   CREATE INDEX block_found ON block (found_at_ms);
   CREATE INDEX block_state ON block (version, state);
   CREATE TABLE sample (at_ms INTEGER PRIMARY KEY, rate REAL NOT NULL, difficulty REAL);
   CREATE TABLE number (name TEXT PRIMARY KEY, value REAL NOT NULL);
   CREATE TABLE outbox (
     id TEXT PRIMARY KEY,
     node TEXT NOT NULL,
     version TEXT NOT NULL,
     chain INTEGER NOT NULL,
     height INTEGER NOT NULL,
     difficulty REAL NOT NULL,
     worker TEXT NOT NULL,
     found_at_ms INTEGER NOT NULL,
     bytes BLOB NOT NULL
   );`,
  `CREATE TABLE machine_sample (
     machine TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     rate REAL NOT NULL,
     level REAL,
     PRIMARY KEY (machine, at_ms)
   ) WITHOUT ROWID;`,
  // To find the last minutes of all machines, and old samples, without reading a whole day.
  'CREATE INDEX machine_sample_at ON machine_sample (at_ms);',
  // The two halves of a header's first 8 bytes: one number of 64 bits would be rounded when read.
  `ALTER TABLE block ADD COLUMN fork_number INTEGER;
   ALTER TABLE block ADD COLUMN fork_votes REAL;`,
  `CREATE TABLE device_sample (
     device TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     rate REAL,
     celsius REAL,
     fan_speed REAL,
     PRIMARY KEY (device, at_ms)
   ) WITHOUT ROWID;
   CREATE INDEX device_sample_at ON device_sample (at_ms);`,
  // The address of a pool stands once for all samples with it.
  `ALTER TABLE device_sample ADD COLUMN hardware_errors REAL;
   ALTER TABLE device_sample ADD COLUMN uptime REAL;
   ALTER TABLE device_sample ADD COLUMN accepted REAL;
   ALTER TABLE device_sample ADD COLUMN rejected REAL;
   ALTER TABLE device_sample ADD COLUMN pool INTEGER;
   CREATE TABLE device_pool (
     id INTEGER PRIMARY KEY,
     url TEXT NOT NULL UNIQUE,
     used_at_ms INTEGER NOT NULL
   );`,
  'CREATE TABLE effort_hour (at_ms INTEGER PRIMARY KEY, effort REAL NOT NULL);',
  `CREATE TABLE event_mark (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at_ms INTEGER NOT NULL,
     facts TEXT NOT NULL
   );
   CREATE INDEX event_mark_at ON event_mark (at_ms);`,
  // Each network has its own effort; what was spent before goes to the network of the newest block.
  `UPDATE number SET name = 'effort ' || (SELECT version FROM block ORDER BY found_at_ms DESC LIMIT 1)
     WHERE name = 'effort' AND EXISTS (SELECT 1 FROM block);
   CREATE TABLE network_effort (
     version TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     effort REAL NOT NULL,
     PRIMARY KEY (version, at_ms)
   ) WITHOUT ROWID;
   INSERT INTO network_effort
     SELECT (SELECT version FROM block ORDER BY found_at_ms DESC LIMIT 1), at_ms, effort
     FROM effort_hour WHERE EXISTS (SELECT 1 FROM block);
   DROP TABLE effort_hour;
   ALTER TABLE block ADD COLUMN reward REAL;
   ALTER TABLE block ADD COLUMN expected_seconds REAL;
   CREATE INDEX block_network ON block (version, found_at_ms);
   CREATE TABLE best_share (
     version TEXT NOT NULL,
     scope TEXT NOT NULL,
     machine TEXT NOT NULL,
     difficulty REAL NOT NULL,
     block_difficulty REAL NOT NULL,
     at_ms INTEGER NOT NULL,
     PRIMARY KEY (version, scope)
   ) WITHOUT ROWID;`,
] as const;

/** Future versions will have a number near the present one; a damaged file may have any. */
const STEPS_EVER = 100;

/** The tables that must not be lost: they are checked together with their indexes. */
const CHECKED = ['block', 'number', 'outbox'];

/** Access to the history's tables. */
export interface HistoryTables {
  readonly blocks: BlockTable;
  readonly samples: SampleTable;
  readonly machineSamples: MachineSampleTable;
  readonly deviceSamples: DeviceSampleTable;
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
    samples: sampleTableIn(db),
    machineSamples: machineSampleTableIn(db),
    deviceSamples: deviceSampleTableIn(db),
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
