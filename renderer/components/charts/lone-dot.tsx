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
 */
export function loneDots(rows: readonly { readonly isAlone: boolean }[]): typeof loneDot | false {
  return rows.some(({ isAlone }) => isAlone) && loneDot;
}

function loneDot({ key, cx, cy, stroke, payload }: DotProps) {
  const { isAlone } = payload as { readonly isAlone: boolean };
  if (!isAlone || !Number.isFinite(cx) || !Number.isFinite(cy)) return <g key={key} />;
  return <circle key={key} cx={cx} cy={cy} r={2.5} fill={stroke} stroke="none" />;
}
