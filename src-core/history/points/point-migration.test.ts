import Database from 'libsql';
import { expect, it } from 'vitest';
import { STEPS } from '../history-steps.ts';
import { FIRST_COLUMNS } from './first-parts.ts';
import { columnsOf, POINT_KINDS } from './point-kinds.ts';
import type { PointKind } from './point-kinds.ts';

it.each(Object.keys(POINT_KINDS) as PointKind[])(
  'the steps make a table with every column of a %s point',
  (kind) => {
    const db = new Database(':memory:');
    for (const step of STEPS) db.exec(step);
    const table = db.pragma(`table_info(${kind}_point)`) as { name: string; notnull: number }[];
    db.close();
    const made = Object.fromEntries(table.map(({ name, notnull }) => [name, notnull === 1]));
    // A sum is never unknown: zero when nothing happened.
    const columns = columnsOf(kind).map(([name, merge]) => [name, merge === 'sum']);
    const key = { series: true, tier: true, at: true, n: true };
    const earlier = kind === 'device' ? FIRST_COLUMNS.map((name) => [name, false]) : [];
    expect(made).toEqual({ ...key, ...Object.fromEntries([...earlier, ...columns]) });
  },
);
