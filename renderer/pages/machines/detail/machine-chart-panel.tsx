import { useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { MachineSnapshot } from '../../../../contract/screen-contract.ts';
import { getDeviceHistory, getMachineHistory } from '../../../bridge.ts';
import { rateColumns } from '../../../components/charts/chart-columns.ts';
import { MAIN_LOOK, REPORTED_LOOK, SECOND_LOOK } from '../../../components/charts/chart-lines.ts';
import { ChartPanel } from '../../../components/charts/chart-panel.tsx';
import type { RateSample } from '../../../components/charts/chart-rows.ts';
import { RATE_AXIS, RateChart } from '../../../components/charts/rate-chart.tsx';
import { LEVEL, machineChartSummary } from '../../../components/charts/rate-history-text.ts';
import { useChartData } from '../../../components/charts/timeline/use-chart-data.ts';
import type { ChartQuery } from '../../../components/charts/timeline/load-view.ts';
import { useChartStore } from '../../../stores/charts/chart-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { periodText } from '../../../wording/charts/chart-period.ts';
import { withReported } from './with-reported.ts';

interface MachineChartPanelProps {
  readonly machine: MachineSnapshot;
  /** Id of its device; null where none is known. */
  readonly device: string | null;
  /** The rate now, large. */
  readonly now: ReactNode;
}

const INSETS = { left: RATE_AXIS, right: LEVEL.width };

/** Hash rate and level of one machine over time, with what it reports where its device is known. */
export function MachineChartPanel({ machine, device, now }: MachineChartPanelProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { key } = machine;
  const load = useCallback(
    async (query: ChartQuery): Promise<readonly RateSample[]> => {
      const [found, reports] = await Promise.all([
        getMachineHistory({ key, ...query }),
        device === null ? [] : getDeviceHistory({ id: device, ...query }),
      ]);
      return withReported(
        found.map(({ level, ...sample }) => ({ ...sample, second: level })),
        reports,
        query,
      );
    },
    [key, device],
  );
  const view = useChartStore((charts) => charts.machine);
  const data = useChartData(
    view,
    load,
    useMemo(() => (device === null ? [key] : [key, device]), [key, device]),
  );
  const samples = data?.samples ?? [];
  const hasReported = samples.some(({ reported }) => typeof reported === 'number');
  const reportedLine = { text: t('charts.legend.reported'), look: REPORTED_LOOK };
  const isNew = machine.isOnline && view.zoom === null;
  return (
    <ChartPanel
      kind="machine"
      name="machine"
      title={t('machines.detail.chart')}
      {...{ data, samples, insets: INSETS }}
      marks={data?.marks ?? []}
      columns={rateColumns(translation, LEVEL, samples)}
      legend={[
        { text: t('charts.legend.hashRate'), look: MAIN_LOOK },
        ...(hasReported ? [reportedLine] : []),
        { text: t(LEVEL.legend), look: SECOND_LOOK },
      ]}
      summary={machineChartSummary(translation, samples, periodText(translation, view))}
      above={now}
      empty={
        isNew
          ? t(
              machine.shares.accepted === 0
                ? 'machines.detail.chart.noShares'
                : 'machines.detail.chart.soon',
            )
          : t('charts.machineSummary.nothing', { period: periodText(translation, view) })
      }
    >
      {data !== null && <RateChart samples={samples} second={LEVEL} span={data} />}
    </ChartPanel>
  );
}
