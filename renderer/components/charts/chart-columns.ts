/** What each line of a chart is as a column of a table or a file. */
import type { Translation } from '../../../messages/translation.ts';
import { countText, hashRateText, UNKNOWN } from '../../wording/figures/si-number.ts';
import { shareKindText, SHARE_KINDS } from '../../wording/machines/share-kinds.ts';
import type { RateSample } from './chart-rows.ts';
import type { SecondLine } from './rate-history-text.ts';

export interface ChartColumn<Sample> {
  readonly title: string;
  /** In a file; null for a plain number. */
  readonly unit: string | null;
  readonly value: (sample: Sample) => number | null | undefined;
  readonly text: (translation: Translation, value: number | null) => string;
}

/** Hash rate, the second line, and what else was measured beside them in any of the samples. */
export function rateColumns(
  translation: Translation,
  second: SecondLine,
  samples: readonly RateSample[],
): readonly ChartColumn<RateSample>[] {
  const { t } = translation;
  const hasReported = samples.some(({ reported }) => typeof reported === 'number');
  const hasNode = samples.some(({ nodeShare }) => nodeShare !== undefined);
  const hasMachines = samples.some(({ machines = 0 }) => machines > 0);
  const hasShares = samples.some(
    ({ shares }) => shares !== undefined && SHARE_KINDS.some((kind) => shares[kind] > 0),
  );
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
    ...(hasNode ? [nodeColumn(t)] : []),
    ...(hasMachines ? [machinesColumn(t)] : []),
    ...(hasShares ? shareColumns(translation) : []),
  ];
}

/** The part of the time in which a node had work. */
function nodeColumn(t: Translation['t']): ChartColumn<RateSample> {
  return {
    title: t('charts.nodeShare'),
    unit: '%',
    value: ({ nodeShare }) => (nodeShare === undefined ? null : Math.round(nodeShare * 1e4) / 100),
    text: ({ number }, percent) =>
      percent === null
        ? UNKNOWN
        : number(percent / 100, { style: 'percent', maximumFractionDigits: 1 }),
  };
}

/** Machines online, a mean. */
function machinesColumn(t: Translation['t']): ChartColumn<RateSample> {
  return {
    title: t('charts.machines'),
    unit: null,
    value: ({ machines }) => machines,
    text: ({ number }, machines) =>
      machines === null ? UNKNOWN : number(machines, { maximumFractionDigits: 1 }),
  };
}

/** Shares of each kind. */
function shareColumns(translation: Translation): readonly ChartColumn<RateSample>[] {
  return SHARE_KINDS.map((kind) => ({
    title: shareKindText(translation, kind).name,
    unit: translation.t('charts.unit.shares'),
    value: ({ shares }) => shares?.[kind],
    text: (shown, count) => (count === null ? UNKNOWN : countText(shown, count)),
  }));
}
