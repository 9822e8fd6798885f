/** Texts of charts of hash rates: what their right axis shows, and the whole chart in a sentence. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { durationText } from '../../wording/figures/durations.ts';
import { celsiusText } from '../../wording/devices/device-figures.ts';
import { levelText } from '../../wording/machines/share-level.ts';
import { difficultyText, hashRateText, tickText } from '../../wording/figures/si-number.ts';
import { axisTicks, levelTicks } from './axes/axis-ticks.ts';
import { rateScale } from './axes/chart-scale.ts';
import type { RateScale } from './axes/chart-scale.ts';
import type { RateSample } from './chart-rows.ts';

/** What the right axis of a chart shows beside the hash rate. */
export interface SecondLine {
  /** The heading of its column in the table. */
  readonly title: MessageId;
  /** In a file of the values; null for a plain number. */
  readonly unit: string | null;
  readonly legend: MessageId;
  /** Its value beside the pointer, with `{value}`. */
  readonly reading: MessageId;
  /** Room for its marks in px. */
  readonly width: number;
  /** The axis for what is shown, oldest first. */
  readonly scale: (values: readonly number[]) => RateScale;
  readonly tickText: (translation: Translation, value: number) => string;
  readonly text: (translation: Translation, value: number | null) => string;
}

/** Difficulty of the work: how many hashes a block takes. */
export const DIFFICULTY: SecondLine = {
  title: 'charts.difficulty',
  unit: 'H',
  legend: 'charts.legend.difficulty',
  reading: 'charts.reading.difficulty',
  width: 52,
  scale: rateScale,
  tickText: (translation, difficulty) => tickText(translation, difficulty, ''),
  text: difficultyText,
};

/** Level of a machine's shares. */
export const LEVEL: SecondLine = {
  title: 'charts.level',
  unit: null,
  legend: 'charts.legend.level',
  reading: 'charts.reading.level',
  width: 36,
  scale: (values) => ({ ticks: levelTicks(values), beyond: null }),
  tickText: levelText,
  text: levelText,
};

/** Temperature of a machine's hottest chip. */
export const TEMPERATURE: SecondLine = {
  title: 'charts.temperature',
  unit: '°C',
  legend: 'charts.legend.temperature',
  reading: 'charts.reading.temperature',
  width: 52,
  scale: (values) => ({ ticks: axisTicks(Math.max(60, ...values) * 1.05), beyond: null }),
  tickText: celsiusText,
  text: celsiusText,
};

/**
 * The chart of all hashing in a sentence, for those who do not see it.
 * @param period the time that it shows, in words
 * @param stepMs time that each sample stands for
 */
export function chartSummary(
  translation: Translation,
  samples: readonly RateSample[],
  period: string,
  stepMs: number,
): string {
  const { t } = translation;
  const known = samples.filter(({ hashesPerSecond }) => hashesPerSecond !== null).length;
  if (known === 0) return t('charts.summary.nothing', { period });
  const duration = durationText(translation, (known * stepMs) / 1000);
  return t('charts.summary', { period, duration, ...spreadOf(translation, samples) });
}

/** The chart of a machine in a sentence. */
export function machineChartSummary(
  translation: Translation,
  samples: readonly RateSample[],
  period: string,
): string {
  const { t } = translation;
  const [first, last] = [samples[0], samples.at(-1)];
  if (last === undefined || first === undefined) {
    return t('charts.machineSummary.nothing', { period });
  }
  return t('charts.machineSummary', {
    duration: durationText(translation, (last.atMs - first.atMs) / 1000),
    level: levelText(translation, last.second),
    ...spreadOf(translation, samples),
  });
}

/** What a machine reports of itself, in a sentence. */
export function reportedSummary(translation: Translation, samples: readonly RateSample[]): string {
  const spanMs = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0);
  return translation.t('charts.reportedSummary', {
    duration: durationText(translation, spanMs / 1000),
    ...spreadOf(translation, samples),
  });
}

/** Mean, lowest and highest of the rates that are known. */
export function spreadOf(
  translation: Translation,
  samples: readonly Pick<RateSample, 'hashesPerSecond'>[],
): Readonly<Record<'mean' | 'lowest' | 'highest', string>> {
  const rates = samples.flatMap(({ hashesPerSecond }) => hashesPerSecond ?? []);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return {
    mean: hashRateText(translation, mean),
    lowest: hashRateText(translation, Math.min(...rates)),
    highest: hashRateText(translation, Math.max(...rates)),
  };
}
