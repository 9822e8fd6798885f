/** What the chart of a machine draws: rows with gaps, axes, a summary. Pure. */
import { durationText } from '../wording/durations.ts';
import { levelText } from '../wording/machine-stages.ts';
import { hashRateText } from '../wording/si-number.ts';
import { CHART_POINTS } from './chart-store.ts';
import type { ChartRange } from './chart-store.ts';
import type { MachineSample } from './facts.ts';

export interface MachineChartRow {
  readonly atMs: number;
  /** Null where the machine was away: the line breaks there. */
  readonly hashesPerSecond: number | null;
  readonly level: number | null;
}

/** A sample comes every five seconds; with many machines less often. */
const SAMPLE_MS = 5_000;

/** The samples with an empty row in each gap, so that lines do not bridge it. */
export function machineRows(
  samples: readonly MachineSample[],
  range: ChartRange,
): readonly MachineChartRow[] {
  const step = Math.max(SAMPLE_MS, range.spanMs / CHART_POINTS, usualDistanceMs(samples));
  const rows: MachineChartRow[] = [];
  for (const sample of samples) {
    const before = rows.at(-1);
    if (before !== undefined && sample.atMs - before.atMs > step * 2.5) {
      rows.push({ atMs: before.atMs + step, hashesPerSecond: null, level: null });
    }
    rows.push(sample);
  }
  return rows;
}

/** The median distance of samples, or 0 of too few to tell. */
function usualDistanceMs(samples: readonly MachineSample[]): number {
  if (samples.length < 5) return 0;
  const distances = samples.slice(1).map(({ atMs }, i) => atMs - (samples[i]?.atMs ?? atMs));
  return distances.sort((a, b) => a - b)[distances.length >> 1] ?? 0;
}

/** Whole levels for the right axis, around those that occur, at most five marks. */
export function levelTicks(samples: readonly MachineSample[]): readonly number[] {
  const levels = samples.flatMap(({ level }) => (level === null ? [] : [level]));
  if (levels.length === 0) return [0, 1];
  const least = Math.max(0, Math.floor(Math.min(...levels)) - 1);
  const most = Math.ceil(Math.max(...levels)) + 1;
  const step = Math.max(1, Math.ceil((most - least) / 4));
  const marks = Math.ceil((most - least) / step);
  return Array.from({ length: marks + 1 }, (_, index) => least + index * step);
}

/** The chart in a sentence, for those who do not see it. */
export function machineChartSummary(samples: readonly MachineSample[], range: ChartRange): string {
  const last = samples.at(-1);
  const first = samples[0];
  if (last === undefined || first === undefined) {
    return `Nothing was measured in the last ${range.id}.`;
  }
  const rates = samples.map(({ hashesPerSecond }) => hashesPerSecond);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return (
    `Over ${durationText((last.atMs - first.atMs) / 1000)}: mean ${hashRateText(mean)}, ` +
    `lowest ${hashRateText(Math.min(...rates))}, highest ${hashRateText(Math.max(...rates))}; ` +
    `level now ${levelText(last.level)}.`
  );
}
