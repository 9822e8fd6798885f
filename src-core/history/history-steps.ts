/** The versions of the history's tables. */
import { CREATE_POINTS } from './points/point-migration.ts';

/** SQL from each version to the next. A new version adds a step and changes none before it. */
export const STEPS = [
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
  CREATE_POINTS,
  // Boards, fans and the share of hardware errors, packed: see points/part-values.ts.
  'ALTER TABLE device_point ADD COLUMN parts BLOB;',
  // The same tables. Points of devices have other bytes in `parts`, and nothing in rate, celsius and fan_speed: an
  // earlier version would take them for empty.
  '',
] as const;
