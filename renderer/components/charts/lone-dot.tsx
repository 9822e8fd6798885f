interface DotProps {
  readonly key?: React.Key | null | undefined;
  readonly cx?: number | string | undefined;
  readonly cy?: number | string | undefined;
  readonly stroke?: string | undefined;
  /** The row of the point. */
  readonly payload: unknown;
}

/** Draws a point without neighbours, as no line leads to it; others have no dot. */
export function loneDot({ key, cx, cy, stroke, payload }: DotProps) {
  const { isAlone } = payload as { readonly isAlone: boolean };
  if (!isAlone || !Number.isFinite(cx) || !Number.isFinite(cy)) return <g key={key} />;
  return <circle key={key} cx={cx} cy={cy} r={2.5} fill={stroke} stroke="none" />;
}
