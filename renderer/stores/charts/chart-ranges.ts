/** How far back charts go, and how finely they are drawn. */

/** As many points as a line has at most. */
export const CHART_POINTS = 150;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far back a chart goes that ends now. */
export const CHART_RANGES = [
  { id: 'hour', spanMs: HOUR_MS },
  { id: 'day', spanMs: DAY_MS },
  { id: 'week', spanMs: 7 * DAY_MS },
  { id: 'month', spanMs: 30 * DAY_MS },
  { id: 'year', spanMs: 365 * DAY_MS },
] as const;

export type ChartRange = (typeof CHART_RANGES)[number];
