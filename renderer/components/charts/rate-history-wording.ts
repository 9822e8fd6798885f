/** The words of charts of hash rates: what their right axis shows, and the whole in a sentence. */
import type { Translation } from '../../../messages/translation.ts';
import { axisTicks, levelTicks } from './axis-ticks.ts';
import { sliceMs } from '../../stores/chart-store.ts';
import type { ChartRange } from '../../stores/chart-store.ts';
import type { RateSample } from './chart-rows.ts';
import { durationText } from '../../wording/durations.ts';
import { levelText } from '../../wording/machine-stages.ts';
import { difficultyText, hashRateText, tickText } from '../../wording/si-number.ts';

/** What the right axis of a chart shows beside the hash rate. */
export interface SecondLine {
  readonly title: string;
  readonly legend: string;
  /** Room for its marks in px. */
  readonly width: number;
  /** The marks of the axis, from end to end, for what is shown. */
  readonly ticks: (values: readonly number[]) => readonly number[];
  readonly tickText: (translation: Translation, value: number) => string;
  readonly text: (translation: Translation, value: number | null) => string;
}

/** Difficulty of the work: how many hashes a block takes. */
export const DIFFICULTY: SecondLine = {
  title: 'Difficulty',
  legend: 'difficulty',
  width: 52,
  ticks: (values) => axisTicks(Math.max(0, ...values) * 1.2),
  tickText: (translation, difficulty) => tickText(translation, difficulty, ''),
  text: difficultyText,
};

/** Level of a machine's shares. */
export const LEVEL: SecondLine = {
  title: 'Level',
  legend: 'level of its shares',
  width: 36,
  ticks: levelTicks,
  tickText: levelText,
  text: levelText,
};

/** The chart of all hashing in a sentence, for those who do not see it. */
export function chartSummary(
  translation: Translation,
  samples: readonly RateSample[],
  range: ChartRange,
): string {
  if (samples.length === 0) return `No hash rate was measured in the last ${range.id}.`;
  const mined = durationText(translation, (samples.length * sliceMs(range)) / 1000);
  return `Hash rate over the last ${range.id}: ${spreadText(translation, samples)}, measured during ${mined}.`;
}

/** The chart of a machine in a sentence. */
export function machineChartSummary(
  translation: Translation,
  samples: readonly RateSample[],
  range: ChartRange,
): string {
  const [first, last] = [samples[0], samples.at(-1)];
  if (last === undefined || first === undefined) {
    return `Nothing was measured in the last ${range.id}.`;
  }
  const span = durationText(translation, (last.atMs - first.atMs) / 1000);
  return `Over ${span}: ${spreadText(translation, samples)}; level now ${levelText(translation, last.second)}.`;
}

function spreadText(translation: Translation, samples: readonly RateSample[]): string {
  const rates = samples.map(({ hashesPerSecond }) => hashesPerSecond);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return (
    `mean ${hashRateText(translation, mean)}, lowest ${hashRateText(translation, Math.min(...rates))}, ` +
    `highest ${hashRateText(translation, Math.max(...rates))}`
  );
}
