/** What each line of a chart is as a column of a table or a file. */
import type { DeviceSample } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { celsiusText, fanSpeedText } from '../../wording/devices/device-figures.ts';
import { hashRateText } from '../../wording/figures/si-number.ts';
import type { RateSample } from './chart-rows.ts';
import type { SecondLine } from './rate-history-text.ts';

export interface ChartColumn<Sample> {
  readonly title: string;
  /** In a file; null for a plain number. */
  readonly unit: string | null;
  readonly value: (sample: Sample) => number | null | undefined;
  readonly text: (translation: Translation, value: number | null) => string;
}

/** Hash rate, what the machine reports where it does, and the second line. */
export function rateColumns(
  { t }: Pick<Translation, 't'>,
  second: SecondLine,
  hasReported: boolean,
): readonly ChartColumn<RateSample>[] {
  const rate = { unit: 'H/s', text: hashRateText };
  const reported: ChartColumn<RateSample> = {
    ...rate,
    title: t('charts.reported'),
    value: (sample) => sample.reported,
  };
  return [
    { ...rate, title: t('charts.hashRate'), value: (sample) => sample.hashesPerSecond },
    ...(hasReported ? [reported] : []),
    {
      title: t(second.title),
      unit: second.unit,
      value: (sample) => sample.second,
      text: second.text,
    },
  ];
}

/** Temperature of the hottest chip and speed of the fans. */
export function heatColumns({
  t,
}: Pick<Translation, 't'>): readonly ChartColumn<Pick<DeviceSample, 'celsius' | 'fanSpeed'>>[] {
  return [
    {
      title: t('charts.temperature'),
      unit: '°C',
      value: ({ celsius }) => celsius,
      text: celsiusText,
    },
    { title: t('charts.fans'), unit: 'rpm', value: ({ fanSpeed }) => fanSpeed, text: fanSpeedText },
  ];
}
