/**
 * SQL that makes the tables of points, and moves the samples of older versions into them: the text that users have
 * run. A column that comes later is added by a later step, never here.
 */
export const CREATE_POINTS = `
  CREATE TABLE series (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT,
    seen_at INTEGER NOT NULL,
    UNIQUE (kind, name)
  );
  CREATE TABLE point_journal (id INTEGER PRIMARY KEY, points TEXT NOT NULL);
  CREATE TABLE total_point (
    series INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    at INTEGER NOT NULL,
    n INTEGER NOT NULL,
    rate REAL, difficulty REAL, machines REAL, node REAL,
    accepted INTEGER NOT NULL, blocks INTEGER NOT NULL, stale INTEGER NOT NULL,
    duplicate INTEGER NOT NULL, low INTEGER NOT NULL, invalid INTEGER NOT NULL,
    PRIMARY KEY (series, tier, at)
  ) WITHOUT ROWID;
  CREATE TABLE machine_point (
    series INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    at INTEGER NOT NULL,
    n INTEGER NOT NULL,
    rate REAL, level REAL,
    accepted INTEGER NOT NULL, blocks INTEGER NOT NULL, stale INTEGER NOT NULL,
    duplicate INTEGER NOT NULL, low INTEGER NOT NULL, invalid INTEGER NOT NULL,
    PRIMARY KEY (series, tier, at)
  ) WITHOUT ROWID;
  CREATE TABLE device_point (
    series INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    at INTEGER NOT NULL,
    n INTEGER NOT NULL,
    rate REAL, celsius REAL, fan_speed REAL,
    hardware_errors REAL, uptime REAL, accepted REAL, rejected REAL, pool INTEGER,
    PRIMARY KEY (series, tier, at)
  ) WITHOUT ROWID;

  INSERT INTO series (kind, name, seen_at)
    SELECT 'total', '', MAX(at_ms) / 1000 FROM sample HAVING COUNT(*) > 0;
  INSERT INTO total_point (series, tier, at, n, rate, difficulty, machines, node,
      accepted, blocks, stale, duplicate, low, invalid)
    SELECT (SELECT id FROM series WHERE kind = 'total'), tier, at_ms / 1000 / tier * tier, COUNT(*),
      AVG(rate), AVG(difficulty), NULL, NULL, 0, 0, 0, 0, 0, 0
    FROM sample,
      (SELECT 10 AS tier UNION ALL SELECT 60 AS tier UNION ALL SELECT 3600 AS tier)
    GROUP BY tier, at_ms / 1000 / tier;
  DROP TABLE sample;

  INSERT INTO series (kind, name, seen_at)
    SELECT 'machine', machine, MAX(at_ms) / 1000 FROM machine_sample
    GROUP BY machine ORDER BY 3 DESC LIMIT 2000;
  INSERT INTO machine_point (series, tier, at, n, rate, level,
      accepted, blocks, stale, duplicate, low, invalid)
    SELECT id, tier, at_ms / 1000 / tier * tier, COUNT(*), AVG(rate), MAX(level), 0, 0, 0, 0, 0, 0
    FROM machine_sample JOIN series ON kind = 'machine' AND name = machine,
      (SELECT 10 AS tier UNION ALL SELECT 60 AS tier UNION ALL SELECT 3600 AS tier)
    GROUP BY id, tier, at_ms / 1000 / tier;
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
      SELECT series.id AS series, tier, at_ms / 1000 / tier * tier AS start, COUNT(*) AS n, MAX(at_ms),
        AVG(rate) AS rate, AVG(celsius) AS celsius, AVG(fan_speed) AS fan_speed,
        hardware_errors, uptime, accepted, rejected, pool
      FROM device_sample JOIN series ON kind = 'device' AND name = device,
      (SELECT 10 AS tier UNION ALL SELECT 60 AS tier UNION ALL SELECT 3600 AS tier)
      GROUP BY series.id, tier, at_ms / 1000 / tier
    )
    LEFT JOIN device_pool ON device_pool.id = pool
    LEFT JOIN series AS named ON named.kind = 'pool' AND named.name = url;
  DROP TABLE device_sample;
  DROP TABLE device_pool;`;
