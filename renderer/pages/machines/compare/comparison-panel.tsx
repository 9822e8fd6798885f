import { useCallback, useMemo } from 'react';
import type { Translation } from '../../../../messages/translation.ts';
import { getMachineHistory } from '../../../bridge.ts';
import type { ChartColumn } from '../../../components/charts/chart-columns.ts';
import { SERIES_LOOKS } from '../../../components/charts/chart-lines.ts';
import { ChartPanel } from '../../../components/charts/chart-panel.tsx';
import { COMPARISON_AXES, ComparisonChart } from '../../../components/charts/comparison-chart.tsx';
import type { ComparedRates } from '../../../components/charts/comparison-chart.tsx';
import { spreadOf } from '../../../components/charts/rate-history-text.ts';
import { useChartData } from '../../../components/charts/timeline/use-chart-data.ts';
import type { ChartQuery } from '../../../components/charts/timeline/load-view.ts';
import { useChartStore } from '../../../stores/charts/chart-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { periodText } from '../../../wording/charts/chart-period.ts';
import { hashRateText } from '../../../wording/figures/si-number.ts';
import styles from './compare.module.css';
import { mergeRates } from './merge-rates.ts';

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
  const drawn = useMemo(() => (joined === '' ? [] : joined.split('\n')), [joined]);
  return (
    <div className={styles.chart}>
      <ChartPanel
        kind="comparison"
        name="comparison"
        title={t('charts.hashRate')}
        {...{ data, samples, insets: COMPARISON_AXES }}
        marks={data?.marks ?? []}
        columns={names.map((name, at) => column(name, at))}
        legend={names.flatMap((text, at) => {
          const look = SERIES_LOOKS[at];
          return look === undefined ? [] : [{ text, look }];
        })}
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
        {data !== null && <ComparisonChart names={drawn} samples={samples} span={data} />}
      </ChartPanel>
    </div>
  );
}

function column(title: string, at: number): ChartColumn<ComparedRates> {
  return { title, unit: 'H/s', value: ({ rates }) => rates[at], text: hashRateText };
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
