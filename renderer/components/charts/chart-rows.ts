/** What a chart draws: rows with gaps, and points that stand alone. Pure. */
import type { ShareCounts } from '../../../contract/screen-contract.ts';
import { CHART_POINTS } from '../../stores/charts/chart-ranges.ts';
import type { TimeSpan } from '../../stores/charts/chart-store.ts';

/** A measurement: the hash rate, and what the right axis shows of the same time. */
export interface RateSample {
  readonly atMs: number;
  /** Null while it was not known. */
  readonly hashesPerSecond: number | null;
  /** Difficulty or level; null while there was none. */
  readonly second: number | null;
  /** What a machine says of itself at that time; absent where it is not asked. */
  readonly reported?: number | null;
  /** Machines online at the Stratum server, mean. */
  readonly machines?: number;
  /** The part of the time in which a node had work, 0 … 1. */
  readonly nodeShare?: number;
  /** Shares of machines in this time. */
  readonly shares?: ShareCounts;
  /** The time that it stands for. */
  readonly spanMs?: number;
}

/** A row between two measurements has nothing but its time: the line breaks there. */
export type Row<Sample> = {
  readonly [Key in keyof Sample]: Key extends 'atMs' ? Sample[Key] : Sample[Key] | null | undefined;
} & {
  readonly atMs: number;
  /** Without a neighbour that a line could lead to. */
  readonly isAlone: boolean;
};

/** Machines are sampled every five to ten seconds; with many machines less often. */
const SAMPLE_MS = 10_000;
/** Means of samples wander within a step: more steps than this without a measurement are a gap. */
const GAP_STEPS = 1.5;

/** The samples, oldest first, with an empty row in each gap, so that no line bridges it. */
export function rowsWithGaps<Sample extends { readonly atMs: number; readonly spanMs?: number }>(
  samples: readonly Sample[],
  span: TimeSpan,
): readonly Row<Sample>[] {
  const stepMs = sampleStepMs(samples, span);
  // A long time ago there may be only hours, longer than a step.
  const halfMs = ({ spanMs = 0 }: Sample): number => Math.max(stepMs, spanMs) / 2;
  const isGap = (one: Sample | undefined, other: Sample | undefined): boolean => {
    if (one === undefined || other === undefined) return true;
    return other.atMs - one.atMs - halfMs(one) - halfMs(other) > stepMs * GAP_STEPS;
  };
  return samples.flatMap((sample, at) => {
    const [before, after] = [samples[at - 1], samples[at + 1]];
    const begins = isGap(before, sample);
    const row = { ...sample, isAlone: begins && isGap(sample, after) } as Row<Sample>;
    if (!begins || before === undefined) return [row];
    return [
      { atMs: before.atMs + halfMs(before) + stepMs / 2, isAlone: false } as Row<Sample>,
      row,
    ];
  });
}

/** A row of a hash rate and a second line. */
export type RateRow = Row<RateSample> & {
  /** The same for the second line. */
  readonly isSecondAlone: boolean;
};

/** The rows of hash rates: a value is also alone among those that are not known. */
export function rateRows(samples: readonly RateSample[], span: TimeSpan): readonly RateRow[] {
  const rows = rowsWithGaps(samples, span);
  const isAlone = (of: 'hashesPerSecond' | 'second', at: number): boolean => {
    const isKnown = (each: number): boolean => typeof rows[each]?.[of] === 'number';
    return isKnown(at) && !isKnown(at - 1) && !isKnown(at + 1);
  };
  return rows.map((row, at) => ({
    ...row,
    isAlone: isAlone('hashesPerSecond', at),
    isSecondAlone: isAlone('second', at),
  }));
}

/** How far apart samples are when none is missing, ms. */
export function sampleStepMs(
  samples: readonly { readonly atMs: number }[],
  { fromMs, untilMs }: TimeSpan,
): number {
  return Math.max(SAMPLE_MS, (untilMs - fromMs) / CHART_POINTS, usualDistanceMs(samples));
}

/** The median distance of samples, or 0 of too few to tell. */
function usualDistanceMs(samples: readonly { readonly atMs: number }[]): number {
  if (samples.length < 5) return 0;
  const distances = samples.slice(1).map(({ atMs }, i) => atMs - (samples[i]?.atMs ?? atMs));
  return distances.sort((a, b) => a - b)[distances.length >> 1] ?? 0;
}
