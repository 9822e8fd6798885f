import { SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { DeviceSample, DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { getDeviceHistory } from '../../../bridge.ts';
import { ChartPanel } from '../../../components/charts/chart-panel.tsx';
import { SERIES_AXES, SeriesChart } from '../../../components/charts/series-chart.tsx';
import type { SeriesLine } from '../../../components/charts/series-chart.tsx';
import { useChartData } from '../../../components/charts/timeline/use-chart-data.ts';
import type { ChartQuery } from '../../../components/charts/timeline/load-view.ts';
import { useChartStore } from '../../../stores/charts/chart-store.ts';
import { useIsWatching } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { emptyChartText } from '../../../wording/devices/empty-chart.ts';
import { durationText } from '../../../wording/figures/durations.ts';
import { measuredKinds, partColumns, partLines } from './part-lines.ts';
import styles from './device.module.css';
import type { PartKind } from './part-lines.ts';

interface PartsPanelProps {
  readonly device: DeviceSnapshot;
  /** Key of its session; null while it does not mine here. */
  readonly session: string | null;
}

const NOTHING: readonly DeviceSample[] = [];

/** Temperatures, fans, rates and errors of the parts of one machine over time, as a chart or a table. */
export function PartsPanel({ device, session }: PartsPanelProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { id } = device;
  const load = useCallback(
    async (query: ChartQuery): Promise<readonly DeviceSample[]> =>
      (await getDeviceHistory({ id, ...query })).filter(
        (sample) => measuredKinds([sample]).length > 0,
      ),
    [id],
  );
  const view = useChartStore((charts) => charts.machine);
  const machines = useMemo(() => (session === null ? [id] : [id, session]), [id, session]);
  const data = useChartData(view, load, machines);
  const samples = data?.samples ?? NOTHING;
  const kinds = useMemo(() => measuredKinds(samples), [samples]);
  const [chosen, setChosen] = useState<PartKind['id']>('temperature');
  const kind = kinds.find((each) => each.id === chosen) ?? kinds[0];
  const lines = useMemo(
    () => (kind === undefined ? [] : partLines(translation, samples, kind)),
    [translation, samples, kind],
  );
  const columnsOf = (each: PartKind) => partColumns(translation, samples, each);
  return (
    <ChartPanel
      kind="machine"
      name="parts"
      title={t('devices.chart.parts')}
      {...{ data, samples, insets: SERIES_AXES }}
      marks={data?.marks ?? []}
      columns={kind === undefined ? [] : columnsOf(kind)}
      fileColumns={kinds.flatMap(columnsOf)}
      legend={lines}
      summary={kind === undefined ? '' : partsSummary(translation, samples, kind, lines)}
      above={
        kind !== undefined && (
          <SegmentedControl
            size="xs"
            className={styles.kinds}
            aria-label={t('charts.parts.choice')}
            data={kinds.map(({ id: value, title }) => ({ value, label: t(title) }))}
            value={kind.id}
            onChange={setChosen}
          />
        )
      }
      empty={emptyChartText(translation, device, 'parts', view, useIsWatching())}
    >
      {data !== null && kind !== undefined && (
        <SeriesChart measure={kind.measure} {...{ lines, samples }} span={data} />
      )}
    </ChartPanel>
  );
}

/** The lines in a sentence, for screen readers. */
function partsSummary(
  translation: Translation,
  samples: readonly DeviceSample[],
  { title, measure }: PartKind,
  lines: readonly SeriesLine<DeviceSample>[],
): string {
  const { t, list } = translation;
  const spanMs = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0);
  const spreads = lines.map(({ text: name, value }) => {
    const known = samples.flatMap((sample) => value(sample) ?? []);
    return t('charts.parts.line', {
      name,
      lowest: measure.text(translation, Math.min(...known)),
      highest: measure.text(translation, Math.max(...known)),
      last: measure.text(translation, known.at(-1) ?? null),
    });
  });
  return t('charts.parts.summary', {
    measure: t(title),
    duration: durationText(translation, spanMs / 1000),
    lines: list(spreads),
  });
}
