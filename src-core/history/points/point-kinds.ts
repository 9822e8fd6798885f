/** What charts know of a moment: the columns of each kind of point, and how points become longer ones. */
import { mergedParts } from './part-values.ts';
import type { PartValues } from './part-values.ts';

/**
 * How the values of several points become one:
 * - `mean`: weighed by the time that each stands for; what is not known (null) counts for nothing
 * - `sum`: counts of what happened in that time
 * - `last`: as it was at the end
 * - `name`: like `last`, a text that many points share, stored once (see series-table.ts)
 * - `parts`: many values of a machine's parts, stored as one (see part-values.ts)
 */
export type Merge = 'mean' | 'sum' | 'last' | 'name' | 'parts';

const SHARES = {
  accepted: 'sum',
  blocks: 'sum',
  stale: 'sum',
  duplicate: 'sum',
  low: 'sum',
  invalid: 'sum',
} as const;

/** The columns of each kind, in the order of its table. */
export const POINT_KINDS = {
  /**
   * All workers and machines together; `node`: the part of the time in which a node had work. With a name, one kind
   * of worker on this computer, of which the rate alone is known.
   */
  total: { rate: 'mean', difficulty: 'mean', machines: 'mean', node: 'mean', ...SHARES },
  /** A machine at the Stratum server, by its key. */
  machine: { rate: 'mean', level: 'last', ...SHARES },
  /**
   * What a machine reads of itself, by the device's id. Counts are since it started. Earlier versions had some of its
   * parts as columns (see first-parts.ts).
   */
  device: {
    hardware_errors: 'last',
    uptime: 'last',
    accepted: 'last',
    rejected: 'last',
    pool: 'name',
    parts: 'parts',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Merge>>>>;

export type PointKind = keyof typeof POINT_KINDS;
export type ColumnOf<Kind extends PointKind> = keyof (typeof POINT_KINDS)[Kind] & string;

export type PointValue = number | string | PartValues | null;
export type PointValues = Readonly<Record<string, PointValue>>;

/** A point that is not in its table yet. */
export interface Point {
  readonly kind: PointKind;
  /** Whose it is: a machine's key, a device's id, a worker's name; '' for all together. */
  readonly name: string;
  /** When it begins, seconds since the Unix epoch. */
  readonly at: number;
  /** For how long, seconds. */
  readonly span: number;
  /** How much it weighs in a mean: the number of measurements in it. */
  readonly n: number;
  readonly values: PointValues;
}

/** The columns of a kind, in the order of its table. */
export function columnsOf(kind: PointKind): readonly (readonly [column: string, merge: Merge])[] {
  return Object.entries(POINT_KINDS[kind]);
}

/** Two points of the same time as one; `b` came later. */
export function merged(a: Point, b: Point): Point {
  const values = columnsOf(a.kind).map(([column, merge]) => {
    const [x, y] = [a.values[column] ?? null, b.values[column] ?? null];
    return [column, mergedValue(merge, x, a.n, y, b.n)] as const;
  });
  return { ...a, n: a.n + b.n, values: Object.fromEntries(values) };
}

function mergedValue(merge: Merge, a: PointValue, n: number, b: PointValue, m: number): PointValue {
  if (b === null || a === null) return a ?? b;
  if (typeof a === 'object' && typeof b === 'object') {
    return mergedParts([
      { values: a, n },
      { values: b, n: m },
    ]);
  }
  if (typeof a !== 'number' || typeof b !== 'number') return b;
  switch (merge) {
    case 'mean':
      return (a * n + b * m) / (n + m);
    case 'sum':
      return a + b;
    case 'last':
    case 'name':
    case 'parts':
      return b;
  }
}
