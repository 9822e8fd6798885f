/** How the lines of charts look: properties for recharts, and for their legend. */

export interface LineLook {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeDasharray?: string;
}

export const MAIN_LOOK: LineLook = { stroke: 'var(--accent)', strokeWidth: 2 };
export const SECOND_LOOK: LineLook = { stroke: 'var(--second)', strokeWidth: 1.25 };
export const REPORTED_LOOK: LineLook = {
  stroke: 'var(--muted)',
  strokeWidth: 1.5,
  strokeDasharray: '5 3',
};

/** All parts together, where each has no line of its own. */
export const OVERALL_LOOK: LineLook = { stroke: 'var(--muted)', strokeWidth: 1.5 };

/** Lines beside each other on one axis. Dashes tell them apart without colour. */
export const SERIES_LOOKS: readonly LineLook[] = [
  { stroke: 'var(--series-1)', strokeWidth: 2 },
  { stroke: 'var(--series-2)', strokeWidth: 2, strokeDasharray: '7 3' },
  { stroke: 'var(--series-3)', strokeWidth: 2, strokeDasharray: '2 3' },
  { stroke: 'var(--series-4)', strokeWidth: 2, strokeDasharray: '9 3 2 3' },
];

/** Further lines have the same looks, thinner. */
export function seriesLook(at: number): LineLook {
  const look = SERIES_LOOKS[at % SERIES_LOOKS.length] ?? MAIN_LOOK;
  return at < SERIES_LOOKS.length ? look : { ...look, strokeWidth: 1 };
}

export interface LegendLine {
  readonly text: string;
  readonly look: LineLook;
}
