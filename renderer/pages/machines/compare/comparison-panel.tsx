import { useCallback, useMemo } from 'react';
import type { Translation } from '../../../../messages/translation.ts';
import { getMachineHistory } from '../../../bridge.ts';
import { seriesLook } from '../../../components/charts/chart-lines.ts';
import { HASH_RATE } from '../../../components/charts/chart-measures.ts';
import { ChartPanel } from '../../../components/charts/chart-panel.tsx';
import { spreadOf } from '../../../components/charts/rate-history-text.ts';
import { SERIES_AXES, SeriesChart } from '../../../components/charts/series-chart.tsx';
import { useChartData } from '../../../components/charts/timeline/use-chart-data.ts';
import type { ChartQuery } from '../../../components/charts/timeline/load-view.ts';
import { useChartStore } from '../../../stores/charts/chart-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { periodText } from '../../../wording/charts/chart-period.ts';
import styles from './compare.module.css';
import { mergeRates } from './merge-rates.ts';
import type { ComparedRates } from './merge-rates.ts';

interface ComparisonPanelProps {
  /** Keys of the machines; the same array as long as they are the same. */
  readonly keys: readonly string[];
  /** Their names, in the same order. */
  readonly names: readonly string[];
}

/** The hash rates of machines over time, each a line of its own. */
export function ComparisonPanel({ keys, names }: ComparisonPanelProps) {
  const translation = useTranslation();
  const { t } = translation;
  const load = useCallback(
    async (query: ChartQuery): Promise<readonly ComparedRates[]> => {
      const lines = await Promise.all(keys.map((key) => getMachineHistory({ key, ...query })));
      return mergeRates(lines, (query.toMs - query.fromMs) / query.points);
    },
    [keys],
  );
  const view = useChartStore(({ comparison }) => comparison);
  const data = useChartData(view, load, keys);
  const samples = data?.samples ?? [];
  const period = periodText(translation, view);
  // Drawn again when one of them changes, not whenever the page is.
  const joined = names.join('\n');
  const lines = useMemo(
    () =>
      (joined === '' ? [] : joined.split('\n')).map((text, at) => ({
        ...{ text, look: seriesLook(at) },
        value: ({ rates }: ComparedRates) => rates[at] ?? null,
      })),
    [joined],
  );
  return (
    <div className={styles.chart}>
      <ChartPanel
        kind="comparison"
        name="comparison"
        title={t('charts.hashRate')}
        {...{ data, samples, insets: SERIES_AXES }}
        marks={data?.marks ?? []}
        columns={lines.map(({ text: title, value }) => ({
          ...{ title, value },
          ...{ unit: HASH_RATE.unit, text: HASH_RATE.text },
        }))}
        legend={lines}
        summary={t('charts.compare.summary', {
          period,
          machines: translation.list(
            names.map((name, at) => spread(translation, samples, name, at)),
          ),
        })}
        empty={
          keys.length === 0
            ? t('machines.compare.empty')
            : t('charts.machineSummary.nothing', { period })
        }
      >
        {data !== null && <SeriesChart measure={HASH_RATE} {...{ lines, samples }} span={data} />}
      </ChartPanel>
    </div>
  );
}

/** One machine's rates in words. */
function spread(
  translation: Translation,
  samples: readonly ComparedRates[],
  name: string,
  at: number,
): string {
  const own = samples.flatMap(({ rates }) => {
    const rate = rates[at];
    return typeof rate === 'number' ? [{ hashesPerSecond: rate }] : [];
  });
  if (own.length === 0) return translation.t('charts.compare.nothing', { name });
  return translation.t('charts.compare.machine', { name, ...spreadOf(translation, own) });
}
