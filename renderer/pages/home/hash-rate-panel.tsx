import { memo } from 'react';
import type { MinerSnapshot } from '../../../contract/screen-contract.ts';
import { getHistory } from '../../bridge.ts';
import { rateColumns } from '../../components/charts/chart-columns.ts';
import { MAIN_LOOK, SECOND_LOOK } from '../../components/charts/chart-lines.ts';
import { ChartPanel } from '../../components/charts/chart-panel.tsx';
import { sampleStepMs } from '../../components/charts/chart-rows.ts';
import type { RateSample } from '../../components/charts/chart-rows.ts';
import { RATE_AXIS, RateChart } from '../../components/charts/rate-chart.tsx';
import { DIFFICULTY, chartSummary } from '../../components/charts/rate-history-text.ts';
import { useChartData } from '../../components/charts/timeline/use-chart-data.ts';
import type { ChartQuery } from '../../components/charts/timeline/load-view.ts';
import { useChartStore } from '../../stores/charts/chart-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { periodText } from '../../wording/charts/chart-period.ts';
import { RateNow, Silence } from './rate-now.tsx';
import { WorkerRows } from './worker-rows.tsx';

const INSETS = { left: RATE_AXIS, right: DIFFICULTY.width };

async function load(query: ChartQuery): Promise<readonly RateSample[]> {
  const samples = await getHistory(query);
  return samples.map(({ difficulty, ...sample }) => ({ ...sample, second: difficulty }));
}

/** Hash rate now, and how it was. */
export const HashRatePanel = memo(function HashRatePanel() {
  const translation = useTranslation();
  const { t } = translation;
  const view = useChartStore(({ home }) => home);
  const data = useChartData(view, load);
  const samples = data?.samples ?? [];
  const columns = rateColumns(translation, DIFFICULTY, samples);
  const summary =
    data === null
      ? ''
      : chartSummary(
          translation,
          samples,
          periodText(translation, data.view),
          sampleStepMs(samples, data),
        );
  return (
    <ChartPanel
      kind="home"
      name="hash-rate"
      title={t('home.hashRate')}
      {...{ data, samples, columns, summary, insets: INSETS }}
      marks={data?.marks ?? []}
      legend={[
        { text: t('charts.legend.hashRate'), look: MAIN_LOOK },
        { text: t(DIFFICULTY.legend), look: SECOND_LOOK },
      ]}
      above={<RateNow />}
      between={
        <>
          <WorkerRows />
          <Silence />
        </>
      }
      empty={<Nothing period={periodText(translation, view)} isZoomed={view.zoom !== null} />}
    >
      {data !== null && <RateChart samples={samples} second={DIFFICULTY} span={data} />}
    </ChartPanel>
  );
});

interface NothingProps {
  readonly period: string;
  readonly isZoomed: boolean;
}

/** Why there is no line, and how to get one. */
function Nothing({ period, isZoomed }: NothingProps) {
  const { t } = useTranslation();
  const mines = useMinerStore(({ calm }) => calm !== null && calm.phase !== 'stopped');
  const isWithout = useMinerStore(({ calm }) => calm !== null && waitsForMachines(calm));
  if (mines && !isZoomed) return <p>{t(isWithout ? 'home.chart.noMachine' : 'home.chart.soon')}</p>;
  return (
    <p>
      {t('home.chart.nothing', { period })}
      {!mines && (
        <>
          <br />
          {t('home.chart.start')}
        </>
      )}
    </p>
  );
}

/** Only machines are to mine, and none is connected. */
function waitsForMachines({ groups, stratum }: MinerSnapshot): boolean {
  return stratum?.online === 0 && groups.every(({ kind }) => kind === 'stratum');
}
