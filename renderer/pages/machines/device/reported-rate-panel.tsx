import { useState } from 'react';
import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { chartStartMs, machineRhythm } from '../../../components/charts/chart-rows.ts';
import {
  RateHistory,
  RateHistoryLegend,
  RateHistoryTools,
} from '../../../components/charts/rate-history.tsx';
import { TEMPERATURE, reportedSummary } from '../../../components/charts/rate-history-text.ts';
import { Figure } from '../../../components/display/figure.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { CHART_RANGES } from '../../../stores/chart-store.ts';
import type { ChartRange } from '../../../stores/chart-store.ts';
import { useIsWatching } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { emptyChartText } from '../../../wording/devices/empty-chart.ts';
import { hashRateParts } from '../../../wording/figures/si-number.ts';
import styles from '../detail/machine-detail.module.css';
import { useDeviceHistory } from './use-device-history.ts';

/** The hash rate that a machine reports while it does not mine here. */
export function ReportedRatePanel({ device }: { readonly device: DeviceSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const isWatching = useIsWatching();
  const [range, setRange] = useState<ChartRange>(CHART_RANGES[0]);
  const [asTable, setAsTable] = useState(false);
  const history = useDeviceHistory(device.id, range);
  const samples = (history?.samples ?? []).flatMap(({ atMs, hashesPerSecond, celsius }) =>
    hashesPerSecond === null ? [] : [{ atMs, hashesPerSecond, second: celsius }],
  );
  const isEmpty = samples.length === 0;
  const now = device.error === null ? (device.reading?.hashesPerSecond ?? null) : null;
  return (
    <Panel
      title={t('devices.chart.rate')}
      aside={
        <RateHistoryTools
          {...{ range, asTable, isEmpty }}
          onRange={setRange}
          onAsTable={setAsTable}
        />
      }
    >
      <div className={styles.above}>
        <p className={styles.now}>
          <Figure size="large" parts={hashRateParts(translation, now)} />
        </p>
        {!isEmpty && !asTable && <RateHistoryLegend second={TEMPERATURE} />}
      </div>
      <div className={styles.plot} data-testid="machine-chart">
        {history !== null && isEmpty && (
          <p className={styles.empty}>
            {emptyChartText(translation, device, 'rate', range.id, isWatching)}
          </p>
        )}
        {history !== null && !isEmpty && (
          <RateHistory
            samples={samples}
            rhythm={machineRhythm(samples, range)}
            second={TEMPERATURE}
            fromMs={chartStartMs(samples, range, history.untilMs)}
            untilMs={history.untilMs}
            asTable={asTable}
            summary={reportedSummary(translation, samples)}
          />
        )}
      </div>
    </Panel>
  );
}
