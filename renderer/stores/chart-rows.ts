/** What the chart draws, says and tabulates: rows with gaps, ticks at round times, a summary. */
import { sliceMs } from './chart-store.ts';
import type { ChartPoint, ChartRange } from './chart-store.ts';
import { durationText } from '../wording/durations.ts';
import { hashRateText } from '../wording/si-number.ts';

export interface ChartRow {
  readonly atMs: number;
  /** Null where nothing was mined: the line breaks there. */
  readonly hashesPerSecond: number | null;
  readonly difficulty: number | null;
}

/** The points within the range, with an empty row in each gap so that lines do not bridge it. */
export function rowsForChart(
  points: readonly ChartPoint[],
  range: ChartRange,
  untilMs: number,
): readonly ChartRow[] {
  const slice = sliceMs(range);
  const rows: ChartRow[] = [];
  for (const { atMs, hashesPerSecond, difficulty } of points) {
    if (atMs < untilMs - range.spanMs - slice) continue;
    const before = rows.at(-1);
    if (before !== undefined && atMs - before.atMs > slice * 1.5) {
      rows.push({ atMs: before.atMs + slice, hashesPerSecond: null, difficulty: null });
    }
    rows.push({ atMs, hashesPerSecond, difficulty });
  }
  return rows;
}

/** A young chart shows this part of its range at least. */
const LEAST_PART = 1 / 8;

/**
 * The left edge of the chart: the start of the range, or the first measurement while it is younger
 * than that, so that the first minutes do not hide in a corner.
 */
export function chartStartMs(
  points: readonly ChartPoint[],
  range: ChartRange,
  untilMs: number,
): number {
  const first = points[0]?.atMs ?? untilMs;
  const latest = untilMs - range.spanMs * LEAST_PART;
  return Math.min(latest, Math.max(untilMs - range.spanMs, first));
}

const TICK_STEPS_MS = [60_000, 120_000, 180_000, 300_000, 600_000, 900_000, 3_600_000, 14_400_000];

/** Round local times for the axis, five or six of them. */
export function tickTimes(fromMs: number, untilMs: number): readonly number[] {
  const step = TICK_STEPS_MS.find((each) => (untilMs - fromMs) / each <= 6) ?? 14_400_000;
  const offset = new Date(fromMs).getTimezoneOffset() * 60_000;
  const ticks: number[] = [];
  const first = Math.ceil((fromMs - offset) / step) * step + offset;
  for (let atMs = first; atMs <= untilMs; atMs += step) {
    // A label at the very edge would be cut off.
    const edge = (untilMs - fromMs) * 0.02;
    if (atMs - fromMs > edge && untilMs - atMs > edge) ticks.push(atMs);
  }
  return ticks;
}

/** The chart in one sentence, for those who do not see it. */
export function chartSummary(points: readonly ChartPoint[], range: ChartRange): string {
  const last = points.at(-1);
  if (last === undefined) return `No hash rate was measured in the last ${range.id}.`;
  const rates = points.map((point) => point.hashesPerSecond);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const mined = durationText((points.length * sliceMs(range)) / 1000);
  return (
    `Hash rate over the last ${range.id}: mean ${hashRateText(mean)}, ` +
    `lowest ${hashRateText(Math.min(...rates))}, highest ${hashRateText(Math.max(...rates))}, ` +
    `measured during ${mined}.`
  );
}
