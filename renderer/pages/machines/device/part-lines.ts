/** The boards and fans of a machine as lines of a chart and as columns of a table and a file. Pure. */
import type { DeviceSample } from '../../../../contract/screen-contract.ts';
import type { MessageId } from '../../../../messages/catalogues.ts';
import type { Translation } from '../../../../messages/translation.ts';
import type { ChartColumn } from '../../../components/charts/chart-columns.ts';
import { MAIN_LOOK, OVERALL_LOOK, seriesLook } from '../../../components/charts/chart-lines.ts';
import {
  CELSIUS,
  EFFICIENCY,
  ERROR_COUNT,
  ERRORS,
  FAN_SPEED,
  HASH_RATE,
} from '../../../components/charts/chart-measures.ts';
import type { Measure } from '../../../components/charts/chart-measures.ts';
import type { SeriesLine } from '../../../components/charts/series-chart.tsx';

/** Something that each part of a machine has, and what is known of all of them together. */
export interface PartKind {
  readonly id:
    'temperature' | 'board-temperature' | 'fans' | 'rate' | 'errors' | 'error-count' | 'efficiency';
  readonly title: MessageId;
  readonly measure: Measure;
  readonly part: 'board' | 'fan';
  readonly parts: (sample: DeviceSample) => readonly (number | null)[];
  readonly overall: {
    readonly line: MessageId;
    readonly column: MessageId;
    readonly value: (sample: DeviceSample) => number | null;
  } | null;
}

const KINDS: readonly PartKind[] = [
  {
    ...{ id: 'temperature', title: 'charts.temperature', measure: CELSIUS, part: 'board' },
    parts: ({ boards }) => boards.map(({ celsius }) => celsius),
    overall: {
      ...{ line: 'charts.legend.temperature', column: 'charts.temperature.hottest' },
      value: ({ celsius }) => celsius,
    },
  },
  {
    ...{ id: 'board-temperature', title: 'charts.boardTemperature', measure: CELSIUS },
    part: 'board',
    parts: ({ boards }) => boards.map(({ boardCelsius }) => boardCelsius),
    overall: null,
  },
  {
    ...{ id: 'fans', title: 'charts.fans', measure: FAN_SPEED, part: 'fan' },
    parts: ({ fans }) => fans,
    overall: {
      ...{ line: 'charts.legend.fans', column: 'charts.fans.mean' },
      value: ({ fanSpeed }) => fanSpeed,
    },
  },
  {
    ...{ id: 'rate', title: 'charts.hashRate', measure: HASH_RATE, part: 'board' },
    parts: ({ boards }) => boards.map(({ hashesPerSecond }) => hashesPerSecond),
    overall: null,
  },
  {
    ...{ id: 'errors', title: 'charts.errors', measure: ERRORS, part: 'board' },
    parts: () => [],
    overall: {
      ...{ line: 'charts.legend.errors', column: 'charts.errors' },
      value: ({ hardwareErrorShare: share }) => (share === null ? null : share * 100),
    },
  },
  {
    ...{ id: 'error-count', title: 'charts.errorCount', measure: ERROR_COUNT, part: 'board' },
    parts: ({ boards }) => boards.map(({ hardwareErrors }) => hardwareErrors),
    overall: {
      ...{ line: 'charts.legend.errorCount', column: 'charts.errorCount.all' },
      value: ({ hardwareErrors }) => hardwareErrors,
    },
  },
  {
    ...{ id: 'efficiency', title: 'charts.efficiency', measure: EFFICIENCY, part: 'board' },
    parts: () => [],
    overall: {
      ...{ line: 'charts.legend.efficiency', column: 'charts.efficiency.column' },
      value: ({ watts, hashesPerSecond: rate }) =>
        watts === null || rate === null || rate === 0 ? null : watts / (rate / 1e12),
    },
  },
];

/** What was measured in any of the samples. */
export function measuredKinds(samples: readonly DeviceSample[]): readonly PartKind[] {
  return KINDS.filter(({ parts, overall }) =>
    samples.some((sample) => isKnown(overall?.value(sample)) || parts(sample).some(isKnown)),
  );
}

/**
 * A line for each part. All together have one where parts were not reported, as in the history of earlier
 * versions, or never are.
 */
export function partLines(
  { t }: Pick<Translation, 't'>,
  samples: readonly DeviceSample[],
  { part, parts, overall }: PartKind,
): readonly SeriesLine<DeviceSample>[] {
  const own = placesOf(samples, parts).map((at) => ({
    text: t('charts.part', { part, number: at + 1 }),
    look: seriesLook(at),
    value: (sample: DeviceSample) => parts(sample)[at] ?? null,
  }));
  if (overall === null) return own;
  const together = {
    text: t(overall.line),
    look: own.length === 0 ? MAIN_LOOK : OVERALL_LOOK,
    value: (sample: DeviceSample) => (parts(sample).some(isKnown) ? null : overall.value(sample)),
  };
  const isSeen = samples.some((sample) => together.value(sample) !== null);
  return isSeen ? [together, ...own] : own;
}

/** All together, then each part. */
export function partColumns(
  { t }: Pick<Translation, 't'>,
  samples: readonly DeviceSample[],
  { title, measure, part, parts, overall }: PartKind,
): readonly ChartColumn<DeviceSample>[] {
  const { unit, text } = measure;
  const titleOf = (at: number): string => {
    const name = t('charts.part', { part, number: at + 1 });
    return part === 'fan' ? name : t('charts.part.column', { measure: t(title), part: name });
  };
  const own = placesOf(samples, parts).map((at) => ({
    ...{ unit, text },
    title: titleOf(at),
    value: (sample: DeviceSample) => parts(sample)[at] ?? null,
  }));
  if (overall === null) return own;
  return [{ unit, text, title: t(overall.column), value: overall.value }, ...own];
}

/** The places of parts that have a value in any of the samples. */
function placesOf(samples: readonly DeviceSample[], parts: PartKind['parts']): readonly number[] {
  const all = samples.map(parts);
  const most = Math.max(0, ...all.map(({ length }) => length));
  return Array.from({ length: most }, (_, at) => at).filter((at) =>
    all.some((values) => isKnown(values[at])),
  );
}

function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
