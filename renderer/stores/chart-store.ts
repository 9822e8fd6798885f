/** The hash-rate chart's points: samples averaged into equal slices of the range shown. */
import { create } from 'zustand';
import type { ChartSample } from '../../contract/screen-contract.ts';

/** Slices of a chart: as many points as it draws at most. */
export const CHART_POINTS = 150;

export const CHART_RANGES = [
  { id: 'quarter', spanMs: 15 * 60_000 },
  { id: 'hour', spanMs: 3_600_000 },
  { id: 'day', spanMs: 86_400_000 },
] as const;

export type ChartRange = (typeof CHART_RANGES)[number];

/** The mean of the samples of one slice. */
export interface ChartPoint {
  /** Start of the slice, ms since the Unix epoch, a multiple of the slice's length. */
  readonly atMs: number;
  readonly hashesPerSecond: number;
  readonly difficulty: number | null;
  /** Samples in the mean. */
  readonly samples: number;
}

interface ChartStore {
  readonly range: ChartRange;
  /** Ascending in time; slices without samples are left out. */
  readonly points: readonly ChartPoint[];
  /** False while the history of a newly chosen range is on its way. */
  readonly loaded: boolean;
}

export const useChartStore = create<ChartStore>(() => ({
  range: CHART_RANGES[0],
  points: [],
  loaded: false,
}));

/** Length of a slice of a range in ms. */
export function sliceMs(range: ChartRange): number {
  return range.spanMs / CHART_POINTS;
}

/** Shows another range; its points come from the history. */
export function chooseRange(range: ChartRange): void {
  useChartStore.setState({ range, points: [], loaded: false });
}

/** Takes the history of a range, oldest first; what is not the range shown any more is dropped. */
export function receiveHistory(range: ChartRange, samples: readonly ChartSample[]): void {
  if (useChartStore.getState().range !== range) return;
  let points: readonly ChartPoint[] = [];
  for (const sample of samples) points = withSample(points, sample, range);
  useChartStore.setState({ points, loaded: true });
}

/** Takes a live sample. */
export function receiveSample(sample: ChartSample): void {
  const { points, range } = useChartStore.getState();
  useChartStore.setState({ points: withSample(points, sample, range) });
}

/**
 * Points with one more sample: it joins the mean of its slice, or opens a new one. Samples of a
 * slice that is over are dropped, points that have left the range too.
 */
export function withSample(
  points: readonly ChartPoint[],
  sample: ChartSample,
  range: ChartRange,
): readonly ChartPoint[] {
  const slice = sliceMs(range);
  const atMs = Math.floor(sample.atMs / slice) * slice;
  const last = points.at(-1);
  if (last !== undefined && atMs < last.atMs) return points;
  if (last !== undefined && atMs === last.atMs)
    return [...points.slice(0, -1), joined(last, sample)];
  const fresh: ChartPoint = {
    atMs,
    hashesPerSecond: sample.hashesPerSecond,
    difficulty: sample.difficulty,
    samples: 1,
  };
  return [...points.filter((point) => point.atMs > atMs - range.spanMs), fresh];
}

function joined(point: ChartPoint, sample: ChartSample): ChartPoint {
  const samples = point.samples + 1;
  const rate = point.hashesPerSecond;
  return {
    atMs: point.atMs,
    hashesPerSecond: rate + (sample.hashesPerSecond - rate) / samples,
    difficulty: sample.difficulty ?? point.difficulty,
    samples,
  };
}
