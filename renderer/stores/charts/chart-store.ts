/** What each kind of chart shows, remembered while the program runs: up to now, or a chosen time that stands still. */
import { create } from 'zustand';
import { CHART_RANGES } from './chart-ranges.ts';
import type { ChartRange } from './chart-ranges.ts';

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
