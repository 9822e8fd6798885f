/** What a chart of hash rates draws: rows with gaps, its left edge, ticks at round times. Pure. */
import { sliceMs } from '../../stores/chart-store.ts';
import type { ChartRange } from '../../stores/chart-store.ts';

/** A measurement: the hash rate, and what the right axis shows of the same time. */
export interface RateSample {
  readonly atMs: number;
  readonly hashesPerSecond: number;
  /** Difficulty or level; null while there was none. */
  readonly second: number | null;
  /** What a machine says of itself at that time; absent where it is not asked. */
  readonly reported?: number | null;
}

export interface ChartRow {
  readonly atMs: number;
  /** Null where nothing was mined: the line breaks there. */
  readonly hashesPerSecond: number | null;
  readonly second: number | null;
  readonly reported?: number | null;
}

/** How samples follow each other when nothing is missing. */
export interface SampleRhythm {
  /** From one to the next. */
  readonly stepMs: number;
  /** More steps than this between two of them are a gap. */
  readonly gapSteps: number;
}

/** The samples with an empty row in each gap, so that lines do not bridge it. */
export function rowsWithGaps(
  samples: readonly RateSample[],
  rhythm: SampleRhythm,
): readonly ChartRow[] {
  return withGaps<ChartRow>(samples, rhythm, { hashesPerSecond: null, second: null });
}

/** Any samples with a row in each gap that has nothing but its time. */
export function withGaps<Row extends { readonly atMs: number }>(
  samples: readonly Row[],
  { stepMs, gapSteps }: SampleRhythm,
  nothing: Omit<Row, 'atMs'>,
): readonly Row[] {
  const rows: Row[] = [];
  for (const sample of samples) {
    const before = rows.at(-1);
    if (before !== undefined && sample.atMs - before.atMs > stepMs * gapSteps) {
      rows.push({ ...nothing, atMs: before.atMs + stepMs } as Row);
    }
    rows.push(sample);
  }
  return rows;
}

/** A sample of a machine comes every five seconds; with many machines less often. */
const MACHINE_SAMPLE_MS = 5_000;

/** The rhythm of one machine's samples over a range. Means of them wander within a step. */
export function machineRhythm(
  samples: readonly { readonly atMs: number }[],
  range: ChartRange,
): SampleRhythm {
  const stepMs = Math.max(MACHINE_SAMPLE_MS, sliceMs(range), usualDistanceMs(samples));
  return { stepMs, gapSteps: 2.5 };
}

/** The median distance of samples, or 0 of too few to tell. */
function usualDistanceMs(samples: readonly { readonly atMs: number }[]): number {
  if (samples.length < 5) return 0;
  const distances = samples.slice(1).map(({ atMs }, i) => atMs - (samples[i]?.atMs ?? atMs));
  return distances.sort((a, b) => a - b)[distances.length >> 1] ?? 0;
}

/** A young chart shows this part of its range at least. */
const LEAST_PART = 1 / 8;

/**
 * The left edge of the chart: the start of the range, or the first measurement while it is younger
 * than that, so that the first minutes do not hide in a corner.
 */
export function chartStartMs(
  samples: readonly { readonly atMs: number }[],
  range: ChartRange,
  untilMs: number,
): number {
  const first = samples[0]?.atMs ?? untilMs;
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
