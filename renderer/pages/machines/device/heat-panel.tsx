import { useCallback, useMemo } from 'react';
import type { DeviceSample, DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { getDeviceHistory } from '../../../bridge.ts';
import { heatColumns } from '../../../components/charts/chart-columns.ts';
import { MAIN_LOOK, SECOND_LOOK } from '../../../components/charts/chart-lines.ts';
import { ChartPanel } from '../../../components/charts/chart-panel.tsx';
import { HEAT_AXES, HeatChart } from '../../../components/charts/heat-chart.tsx';
import { useChartData } from '../../../components/charts/timeline/use-chart-data.ts';
import type { ChartQuery } from '../../../components/charts/timeline/load-view.ts';
import { useChartStore } from '../../../stores/charts/chart-store.ts';
import { useIsWatching } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { celsiusText } from '../../../wording/devices/device-figures.ts';
import { emptyChartText } from '../../../wording/devices/empty-chart.ts';
import { durationText } from '../../../wording/figures/durations.ts';

interface HeatPanelProps {
  readonly device: DeviceSnapshot;
  /** Key of its session; null while it does not mine here. */
  readonly session: string | null;
}

/** Temperature and fans of one machine over time, as a chart or a table. */
export function HeatPanel({ device, session }: HeatPanelProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { id } = device;
  const load = useCallback(
    async (query: ChartQuery): Promise<readonly DeviceSample[]> =>
      (await getDeviceHistory({ id, ...query })).filter(
        ({ celsius, fanSpeed }) => celsius !== null || fanSpeed !== null,
      ),
    [id],
  );
  const view = useChartStore((charts) => charts.machine);
  const machines = useMemo(() => (session === null ? [] : [session]), [session]);
  const data = useChartData(view, load, machines);
  const samples = data?.samples ?? [];
  return (
    <ChartPanel
      kind="machine"
      name="temperature"
      title={t('devices.chart.heat')}
      {...{ data, samples, insets: HEAT_AXES }}
      marks={data?.marks ?? []}
      columns={heatColumns(translation)}
      legend={[
        { text: t('charts.legend.temperature'), look: MAIN_LOOK },
        { text: t('charts.legend.fans'), look: SECOND_LOOK },
      ]}
      summary={heatSummary(translation, samples)}
      empty={emptyChartText(translation, device, 'heat', view, useIsWatching())}
    >
      {data !== null && <HeatChart samples={samples} span={data} />}
    </ChartPanel>
  );
}

/** The temperatures in a sentence, for screen readers. */
function heatSummary(translation: Translation, samples: readonly DeviceSample[]): string {
  const known = samples.flatMap(({ celsius }) => celsius ?? []);
  const spanMs = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0);
  return translation.t('charts.deviceSummary', {
    duration: durationText(translation, spanMs / 1000),
    lowest: celsiusText(translation, known.length === 0 ? null : Math.min(...known)),
    highest: celsiusText(translation, known.length === 0 ? null : Math.max(...known)),
    now: celsiusText(translation, known.at(-1) ?? null),
  });
}
