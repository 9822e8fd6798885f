import { memo } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { DeviceSample } from '../../../contract/screen-contract.ts';
import type { TimeSpan } from '../../stores/charts/chart-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { celsiusText, fanSpeedText } from '../../wording/devices/device-figures.ts';
import { axisTicks } from './axes/axis-ticks.ts';
import { MAIN_LINE, SECOND_LINE, leftAxis, rightAxis, timeAxis } from './chart-axes.ts';
import { MAIN_LOOK, SECOND_LOOK } from './chart-lines.ts';
import styles from './chart-panel.module.css';
import { ChartReading } from './chart-reading.tsx';
import { rowsWithGaps } from './chart-rows.ts';
import type { Row } from './chart-rows.ts';
import { loneDot } from './lone-dot.tsx';

type HeatSample = Pick<DeviceSample, 'atMs' | 'celsius' | 'fanSpeed'>;

interface HeatChartProps {
  /** Oldest first, at most as many as a chart has points. */
  readonly samples: readonly HeatSample[];
  readonly span: TimeSpan;
}

/** Room for the marks of both axes, px in a window of usual size. */
export const HEAT_AXES = { left: 68, right: 52 };

/** Temperature of the hottest chip (left axis) and speed of the fans (right axis). Nothing moves by itself. */
export const HeatChart = memo(function HeatChart({ samples, span }: HeatChartProps) {
  const translation = useTranslation();
  const rows = rowsWithGaps(samples, span);
  const hottest = Math.max(60, ...samples.map(({ celsius }) => celsius ?? 0));
  const fastest = Math.max(1, ...samples.map(({ fanSpeed }) => fanSpeed ?? 0));
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...rows]}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid yAxisId="heat" vertical={false} stroke="var(--hairline)" />
          <XAxis {...timeAxis(translation, span)} />
          <YAxis
            yAxisId="heat"
            {...leftAxis({
              ticks: axisTicks(hottest * 1.05),
              text: (celsius) => celsiusText(translation, celsius),
              width: HEAT_AXES.left,
            })}
          />
          <YAxis
            yAxisId="fans"
            {...rightAxis({
              ticks: axisTicks(fastest * 1.2),
              text: (speed) => translation.number(speed),
              width: HEAT_AXES.right,
            })}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, payload }) => {
              const row = payload[0]?.payload as Row<HeatSample> | undefined;
              return active && row !== undefined ? <Reading row={row} /> : null;
            }}
          />
          <Line yAxisId="fans" dataKey="fanSpeed" type="monotone" {...SECOND_LINE} dot={loneDot} />
          <Line yAxisId="heat" dataKey="celsius" {...MAIN_LINE} dot={loneDot} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
});

function Reading({ row: { atMs, celsius, fanSpeed } }: { readonly row: Row<HeatSample> }) {
  const translation = useTranslation();
  const { t } = translation;
  if (typeof celsius !== 'number' && typeof fanSpeed !== 'number') return null;
  const [heat, speed] = [
    celsiusText(translation, celsius ?? null),
    fanSpeedText(translation, fanSpeed ?? null),
  ];
  return (
    <ChartReading
      atMs={atMs}
      lines={[
        { look: MAIN_LOOK, text: t('charts.reading.temperature', { value: heat }) },
        { look: SECOND_LOOK, text: t('charts.reading.fans', { value: speed }) },
      ]}
    />
  );
}
