interface DotProps {
  readonly key?: React.Key | null | undefined;
  readonly cx?: number | string | undefined;
  readonly cy?: number | string | undefined;
  readonly stroke?: string | undefined;
  /** The row of the point. */
  readonly payload: unknown;
}

/**
 * How a line draws its points: those without neighbours as dots, as no line leads to them. Without such a point nothing is
 * drawn for each: four lines have 600 of them.
 * @param isAlone what of a row says so
 */
export function loneDots<Key extends string>(
  rows: readonly Readonly<Record<Key, boolean>>[],
  isAlone: Key,
): ((props: DotProps) => React.JSX.Element) | false {
  if (!rows.some((row) => row[isAlone])) return false;
  return function loneDot({ key, cx, cy, stroke, payload }) {
    const row = payload as Readonly<Record<Key, boolean>>;
    if (!row[isAlone] || !Number.isFinite(cx) || !Number.isFinite(cy)) return <g key={key} />;
    return <circle key={key} cx={cx} cy={cy} r={2.5} fill={stroke} stroke="none" />;
  };
}
