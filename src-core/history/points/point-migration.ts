/** SQL that makes the tables of points, and moves the samples of older versions into them. */
import { columnsOf, POINT_KINDS } from './point-kinds.ts';
import type { Merge, PointKind } from './point-kinds.ts';
import { TIERS } from './point-tiers.ts';

const TYPES: Readonly<Record<Merge, string>> = {
  mean: 'REAL',
  sum: 'INTEGER NOT NULL',
  last: 'REAL',
  name: 'INTEGER',
};

function createTable(kind: PointKind): string {
  const columns = columnsOf(kind).map(([name, merge]) => `${name} ${TYPES[merge]}`);
  return `CREATE TABLE ${kind}_point (
    series INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    at INTEGER NOT NULL,
    n INTEGER NOT NULL,
    ${columns.join(', ')},
    PRIMARY KEY (series, tier, at)
  ) WITHOUT ROWID;`;
}

const tiers = TIERS.map(({ seconds }) => `SELECT ${seconds} AS tier`).join(' UNION ALL ');
const at = 'at_ms / 1000 / tier';

/** The tables as they were at first: a later step must not change this text. */
export const CREATE_POINTS = `
  CREATE TABLE series (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT,
    seen_at INTEGER NOT NULL,
    UNIQUE (kind, name)
  );
  CREATE TABLE point_journal (id INTEGER PRIMARY KEY, points TEXT NOT NULL);
  ${(Object.keys(POINT_KINDS) as PointKind[]).map(createTable).join('\n')}

  INSERT INTO series (kind, name, seen_at)
    SELECT 'total', '', MAX(at_ms) / 1000 FROM sample HAVING COUNT(*) > 0;
  INSERT INTO total_point (series, tier, at, n, rate, difficulty, machines, node,
      accepted, blocks, stale, duplicate, low, invalid)
    SELECT (SELECT id FROM series WHERE kind = 'total'), tier, ${at} * tier, COUNT(*),
      AVG(rate), AVG(difficulty), NULL, NULL, 0, 0, 0, 0, 0, 0
    FROM sample, (${tiers}) GROUP BY tier, ${at};
  DROP TABLE sample;

  INSERT INTO series (kind, name, seen_at)
    SELECT 'machine', machine, MAX(at_ms) / 1000 FROM machine_sample
    GROUP BY machine ORDER BY 3 DESC LIMIT 2000;
  INSERT INTO machine_point (series, tier, at, n, rate, level,
      accepted, blocks, stale, duplicate, low, invalid)
    SELECT id, tier, ${at} * tier, COUNT(*), AVG(rate), MAX(level), 0, 0, 0, 0, 0, 0
    FROM machine_sample JOIN series ON kind = 'machine' AND name = machine, (${tiers})
    GROUP BY id, tier, ${at};
  DROP TABLE machine_sample;

  INSERT INTO series (kind, name, seen_at)
    SELECT 'pool', url, used_at_ms / 1000 FROM device_pool ORDER BY used_at_ms DESC LIMIT 1000;
  INSERT INTO series (kind, name, seen_at)
    SELECT 'device', device, MAX(at_ms) / 1000 FROM device_sample
    GROUP BY device ORDER BY 3 DESC LIMIT 2000;
  INSERT INTO device_point (series, tier, at, n, rate, celsius, fan_speed,
      hardware_errors, uptime, accepted, rejected, pool)
    SELECT series, tier, start, n, rate, celsius, fan_speed,
      hardware_errors, uptime, accepted, rejected, named.id
    FROM (
      SELECT series.id AS series, tier, ${at} * tier AS start, COUNT(*) AS n, MAX(at_ms),
        AVG(rate) AS rate, AVG(celsius) AS celsius, AVG(fan_speed) AS fan_speed,
        hardware_errors, uptime, accepted, rejected, pool
      FROM device_sample JOIN series ON kind = 'device' AND name = device, (${tiers})
      GROUP BY series.id, tier, ${at}
    )
    LEFT JOIN device_pool ON device_pool.id = pool
    LEFT JOIN series AS named ON named.kind = 'pool' AND named.name = url;
  DROP TABLE device_sample;
  DROP TABLE device_pool;`;
