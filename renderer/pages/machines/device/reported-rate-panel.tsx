import { useCallback, useMemo } from 'react';
import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { getDeviceHistory } from '../../../bridge.ts';
import { rateColumns } from '../../../components/charts/chart-columns.ts';
import { MAIN_LOOK, SECOND_LOOK } from '../../../components/charts/chart-lines.ts';
import { ChartPanel } from '../../../components/charts/chart-panel.tsx';
import type { RateSample } from '../../../components/charts/chart-rows.ts';
import { RATE_AXIS, RateChart } from '../../../components/charts/rate-chart.tsx';
import { TEMPERATURE, reportedSummary } from '../../../components/charts/rate-history-text.ts';
import { useChartData } from '../../../components/charts/timeline/use-chart-data.ts';
import type { ChartQuery } from '../../../components/charts/timeline/load-view.ts';
import { Figure } from '../../../components/display/figure.tsx';
import { useChartStore } from '../../../stores/charts/chart-store.ts';
import { useIsWatching } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { emptyChartText } from '../../../wording/devices/empty-chart.ts';
import { hashRateParts } from '../../../wording/figures/si-number.ts';
import styles from '../detail/machine-detail.module.css';

const INSETS = { left: RATE_AXIS, right: TEMPERATURE.width };

/** The hash rate that a machine reports while it does not mine here. */
export function ReportedRatePanel({ device }: { readonly device: DeviceSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const { id } = device;
  const load = useCallback(
    async (query: ChartQuery): Promise<readonly RateSample[]> =>
      (await getDeviceHistory({ id, ...query })).flatMap(({ atMs, hashesPerSecond, celsius }) =>
        hashesPerSecond === null ? [] : [{ atMs, hashesPerSecond, second: celsius }],
      ),
    [id],
  );
  const view = useChartStore((charts) => charts.machine);
  // It does not mine here: what happens at the server does not concern it.
  const data = useChartData(
    view,
    load,
    useMemo(() => [id], [id]),
  );
  const samples = data?.samples ?? [];
  const now = device.error === null ? (device.reading?.hashesPerSecond ?? null) : null;
  return (
    <ChartPanel
      kind="machine"
      name="machine"
      title={t('devices.chart.rate')}
      {...{ data, samples, insets: INSETS }}
      marks={data?.marks ?? []}
      columns={rateColumns(translation, TEMPERATURE, samples)}
      legend={[
        { text: t('charts.legend.hashRate'), look: MAIN_LOOK },
        { text: t(TEMPERATURE.legend), look: SECOND_LOOK },
      ]}
      summary={reportedSummary(translation, samples)}
      above={
        <p className={styles.now}>
          <Figure size="large" parts={hashRateParts(translation, now)} />
        </p>
      }
      empty={emptyChartText(translation, device, 'rate', view, useIsWatching())}
    >
      {data !== null && <RateChart samples={samples} second={TEMPERATURE} span={data} />}
    </ChartPanel>
  );
}
