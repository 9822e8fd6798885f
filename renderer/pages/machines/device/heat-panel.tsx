import { useState } from 'react';
import type { DeviceSample, DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { chartStartMs, machineRhythm } from '../../../components/charts/chart-rows.ts';
import { HeatChart } from '../../../components/charts/heat-chart.tsx';
import { HeatLegend, HeatTable } from '../../../components/charts/heat-table.tsx';
import { RateHistoryTools } from '../../../components/charts/rate-history.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { CHART_RANGES } from '../../../stores/chart-store.ts';
import type { ChartRange } from '../../../stores/chart-store.ts';
import { useIsWatching } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { durationText } from '../../../wording/figures/durations.ts';
import { celsiusText } from '../../../wording/devices/device-figures.ts';
import { emptyChartText } from '../../../wording/devices/empty-chart.ts';
import styles from '../detail/machine-detail.module.css';
import { useDeviceHistory } from './use-device-history.ts';

/** Temperature and fans of one machine over time, as a chart or a table. */
export function HeatPanel({ device }: { readonly device: DeviceSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const isWatching = useIsWatching();
  const [range, setRange] = useState<ChartRange>(CHART_RANGES[0]);
  const [asTable, setAsTable] = useState(false);
  const history = useDeviceHistory(device.id, range);
  const samples = history?.samples ?? [];
  const isEmpty = samples.every(({ celsius, fanSpeed }) => celsius === null && fanSpeed === null);
  return (
    <Panel
      title={t('devices.chart.heat')}
      aside={
        <RateHistoryTools
          {...{ range, asTable, isEmpty }}
          onRange={setRange}
          onAsTable={setAsTable}
        />
      }
    >
      <div className={styles.above}>{!isEmpty && !asTable && <HeatLegend />}</div>
      <div className={styles.plot} data-testid="heat-chart">
        {history !== null && isEmpty && (
          <p className={styles.empty}>
            {emptyChartText(translation, device, 'heat', range.id, isWatching)}
          </p>
        )}
        {history !== null && !isEmpty && asTable && <HeatTable samples={samples} />}
        {history !== null && !isEmpty && !asTable && (
          <>
            <HeatChart
              samples={samples}
              rhythm={machineRhythm(samples, range)}
              fromMs={chartStartMs(samples, range, history.untilMs)}
              untilMs={history.untilMs}
            />
            <p className="unseen">{heatSummary(translation, samples)}</p>
          </>
        )}
      </div>
    </Panel>
  );
}

/** The temperatures in a sentence, for screen readers. */
function heatSummary(translation: Translation, samples: readonly DeviceSample[]): string {
  const told = samples.flatMap(({ celsius }) => celsius ?? []);
  const spanMs = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0);
  return translation.t('charts.deviceSummary', {
    duration: durationText(translation, spanMs / 1000),
    lowest: celsiusText(translation, told.length === 0 ? null : Math.min(...told)),
    highest: celsiusText(translation, told.length === 0 ? null : Math.max(...told)),
    now: celsiusText(translation, told.at(-1) ?? null),
  });
}
