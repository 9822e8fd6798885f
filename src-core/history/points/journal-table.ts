/**
 * The points of the last seconds as one text: written every second, so that little is lost when the
 * program is killed, while each row of the tables of points is written a few times only.
 */
import { z } from 'zod';
import type { Database } from '../../storage/database-file.ts';
import { textOrNull } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { FIRST_COLUMNS, firstParts } from './first-parts.ts';
import type { Point, PointValue } from './point-kinds.ts';

interface JournalTable {
  put(points: readonly Point[]): void;
  /** What was put last; nothing where it cannot be read. */
  get(): readonly Point[];
}

const pointSchema = z.object({
  kind: z.enum(['total', 'machine', 'device']),
  name: z.string(),
  at: z.number().int().nonnegative(),
  span: z.number().int().positive(),
  n: z.number().positive(),
  values: z.record(
    z.string(),
    z.union([z.number(), z.string(), z.array(z.number().nullable()), z.null()]),
  ),
});

/** The table of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function journalTableIn(db: Database.Database): JournalTable {
  const put = db.prepare('INSERT OR REPLACE INTO point_journal (id, points) VALUES (1, ?)');
  const get = db.prepare('SELECT CAST(points AS BLOB) AS points FROM point_journal WHERE id = 1');
  return {
    put(points) {
      put.run([JSON.stringify(points)]);
    },
    get() {
      const row = get.get([]) as { points: Blob | null } | undefined;
      return parsed(textOrNull(row?.points ?? null) ?? '[]');
    },
  };
}

function parsed(text: string): readonly Point[] {
  try {
    return z.array(pointSchema).parse(JSON.parse(text)).map(ofThisVersion);
  } catch {
    return [];
  }
}

/** A program that was killed before an update has left its last points as its version had them. */
function ofThisVersion(point: Point): Point {
  if (point.kind !== 'device' || !FIRST_COLUMNS.some((column) => column in point.values))
    return point;
  const { rate, celsius, fan_speed, parts, ...values } = point.values;
  const columns = {
    rate: numberOrNull(rate),
    celsius: numberOrNull(celsius),
    fan_speed: numberOrNull(fan_speed),
  };
  const list = typeof parts === 'object' && parts !== null ? parts : [];
  return { ...point, values: { ...values, parts: firstParts(columns, list) } };
}

function numberOrNull(value: PointValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
