/** What each kind of chart shows, remembered while the program runs: up to now, or a chosen time that stands still. */
import { create } from 'zustand';

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

/** From one time to a later one, ms since the Unix epoch. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The hash rate on Home, the charts of one machine, and machines compared. */
export type ChartKind = 'home' | 'machine' | 'comparison';

export interface ChartView {
  readonly range: ChartRange;
  /** The time zoomed to; null while the chart ends now. */
  readonly zoom: TimeSpan | null;
}

const UP_TO_NOW: ChartView = { range: CHART_RANGES[0], zoom: null };

export const useChartStore = create<Readonly<Record<ChartKind, ChartView>>>(() => ({
  home: UP_TO_NOW,
  machine: UP_TO_NOW,
  comparison: UP_TO_NOW,
}));

/** Shows the time from a range ago until now; leaves the zoom. */
export function showRange(kind: ChartKind, range: ChartRange): void {
  useChartStore.setState({ [kind]: { range, zoom: null } });
}

/** Shows a time that stands still. Null goes back to the range chosen last. */
export function zoomTo(kind: ChartKind, zoom: TimeSpan | null): void {
  useChartStore.setState((charts) => ({ [kind]: { ...charts[kind], zoom } }));
}
