/** One of the history's tables of points, each of all lengths. How long they are kept: retention.ts. */
import type { Database } from '../../storage/database-file.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { columnsOf } from './point-kinds.ts';
import type { Merge, PointKind } from './point-kinds.ts';
import type { PartValues } from './part-values.ts';
import { TIERS } from './point-tiers.ts';
import type { Stretch, Tier } from './point-tiers.ts';
import { addedToRow, PARTS_OF_ROW, PARTS_OF_STEP, WITHOUT_FIRST } from './stored-parts.ts';
import type { PartsRow } from './stored-parts.ts';

/** The points of a step as one. */
export type StepRow = Readonly<Record<string, number | Blob | null>> & {
  /** The middle of its points, seconds since the Unix epoch. */
  readonly middle: number;
  /** The longest of them, seconds. */
  readonly longest: number;
};

export interface PointTable {
  /** Adds `n` measurements to the points of every length at a time; values in the order of the kind. */
  add(series: number, at: number, n: number, values: readonly (number | PartValues | null)[]): void;
  /** Points merged into steps of `seconds`, oldest first. */
  steps(series: number, stretches: readonly Stretch[], seconds: number): StepRow[];
  /** When the first point of a length begins; null without any. */
  first(series: number, tier: Tier): number | null;
  /** Deletes the points of a length that begin before a time. */
  drop(series: number, tier: Tier, before: number): void;
}

/** The table of an open database. Its calls throw what libsql throws. */
export function pointTableIn(db: Database.Database, kind: PointKind): PointTable {
  const table = `${kind}_point`;
  const columns = columnsOf(kind);
  const names = columns.map(([name]) => name);
  const hasParts = columns.some(([, merge]) => merge === 'parts');
  const add = db.prepare(
    `INSERT INTO ${table} (series, tier, at, n, ${names.join(', ')})
     VALUES (?, ?, ?, ?, ${names.map(() => '?').join(', ')})
     ON CONFLICT (series, tier, at) DO UPDATE SET n = n + excluded.n,
     ${columns.map(([name, merge]) => `${name} = ${addedValue(name, merge)}`).join(', ')}
     ${hasParts ? `, ${WITHOUT_FIRST}` : ''}`,
  );
  const stored = hasParts
    ? db.prepare(`SELECT ${PARTS_OF_ROW} FROM ${table} WHERE series = ? AND tier = ? AND at = ?`)
    : null;
  const part = `SELECT * FROM ${table} WHERE series = ? AND tier = ? AND at >= ? AND at < ?`;
  // SQLite takes columns that are not aggregated from the row of the only MAX, and divides by zero to
  // null; TOTAL cannot overflow. libsql binds numbers as REAL: the cast makes steps whole.
  const steps = db.prepare(
    `SELECT TOTAL((at + tier / 2.0) * n) / TOTAL(n) AS middle, CAST(MAX(at) AS REAL) AS last_at,
       CAST(tier AS REAL) AS longest,
       ${columns.map(([name, merge]) => `${stepValue(name, merge)} AS ${name}`).join(', ')}
     FROM (${TIERS.map(() => part).join(' UNION ALL ')})
     GROUP BY CAST(at / ? AS INTEGER) ORDER BY 1`,
  );
  const first = db.prepare(
    `SELECT CAST(MIN(at) AS REAL) AS at FROM ${table} WHERE series = ? AND tier = ?`,
  );
  const drop = db.prepare(`DELETE FROM ${table} WHERE series = ? AND tier = ? AND at < ?`);

  /** What the point there will have with these: SQL cannot merge them. */
  function packed(key: readonly number[], added: PartValues, n: number): Uint8Array {
    const row = stored?.get([...key]) as PartsRow | undefined;
    return addedToRow(row ?? null, added, n);
  }

  return {
    add(series, at, n, values) {
      for (const { seconds } of TIERS) {
        const key = [series, seconds, Math.floor(at / seconds) * seconds];
        const row = values.map((each) =>
          typeof each === 'object' && each !== null ? packed(key, each, n) : each,
        );
        add.run([...key, n, ...row]);
      }
    },
    steps(series, stretches, seconds) {
      const parts = TIERS.flatMap((tier) => {
        const { from, to } = stretches.find((each) => each.tier === tier) ?? { from: 0, to: 0 };
        return [series, tier.seconds, from, to];
      });
      return (steps.all([...parts, seconds]) as StepRow[]).filter(({ middle }) =>
        Number.isFinite(middle),
      );
    },
    first: (series, { seconds }) => (first.get([series, seconds]) as { at: number | null }).at,
    drop(series, { seconds }, before) {
      drop.run([series, seconds, before]);
    },
  };
}

/** What `merged` of point-kinds.ts does, in SQL. */
function addedValue(name: string, merge: Merge): string {
  const [old, added] = [name, `excluded.${name}`];
  switch (merge) {
    case 'mean':
      return `CASE WHEN ${added} IS NULL THEN ${old} WHEN ${old} IS NULL THEN ${added}
              ELSE (${old} * n + ${added} * excluded.n) / (n + excluded.n) END`;
    case 'sum':
      return `${old} + ${added}`;
    case 'last':
    case 'name':
    case 'parts':
      return `COALESCE(${added}, ${old})`;
  }
}

function stepValue(name: string, merge: Merge): string {
  switch (merge) {
    case 'mean':
      return `TOTAL(${name} * n) / TOTAL(CASE WHEN ${name} IS NOT NULL THEN n END)`;
    case 'sum':
      return `TOTAL(${name})`;
    case 'last':
      return `CAST(${name} AS REAL)`;
    case 'parts':
      return PARTS_OF_STEP;
    case 'name':
      return `(SELECT CAST(series.name AS BLOB) FROM series WHERE series.id = ${name})`;
  }
}
