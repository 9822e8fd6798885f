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
import { useTranslation } from '../../stores/use-translation.ts';
import { exactText, timeOfDayText } from '../../wording/figures/moments.ts';
import { celsiusText, fanSpeedText } from '../../wording/devices/device-figures.ts';
import { axisTicks } from './axis-ticks.ts';
import { tickTimes, withGaps } from './chart-rows.ts';
import type { SampleRhythm } from './chart-rows.ts';
import styles from './rate-chart.module.css';
import { rootZoom } from './root-zoom.ts';

type HeatSample = Pick<DeviceSample, 'atMs' | 'celsius' | 'fanSpeed'>;

interface HeatChartProps {
  /** Oldest first, at most as many as a chart has points. */
  readonly samples: readonly HeatSample[];
  readonly rhythm: SampleRhythm;
  /** The edges, ms since the Unix epoch. */
  readonly fromMs: number;
  readonly untilMs: number;
}

const TICK = { fill: 'var(--muted)', fontSize: 'var(--size-12)' } as const;
const NOTHING = { celsius: null, fanSpeed: null };

/** Temperature of the hottest chip (left axis) and speed of the fans (right axis). Nothing moves by itself. */
export const HeatChart = memo(function HeatChart(props: HeatChartProps) {
  const { samples, rhythm, fromMs, untilMs } = props;
  const translation = useTranslation();
  const zoom = rootZoom();
  const rows = withGaps<HeatSample>(samples, rhythm, NOTHING);
  const heatTicks = axisTicks(Math.max(60, ...samples.map(({ celsius }) => celsius ?? 0)) * 1.05);
  const fanTicks = axisTicks(Math.max(1, ...samples.map(({ fanSpeed }) => fanSpeed ?? 0)) * 1.2);
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...rows]}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid yAxisId="heat" vertical={false} stroke="var(--hairline)" />
          <XAxis
            dataKey="atMs"
            type="number"
            domain={[fromMs, untilMs]}
            allowDataOverflow
            ticks={[...tickTimes(fromMs, untilMs)]}
            tickFormatter={(atMs: number) => timeOfDayText(translation, atMs)}
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: 'var(--hairline)' }}
            height={24 * zoom}
            interval={0}
          />
          <YAxis
            yAxisId="heat"
            domain={[0, heatTicks.at(-1) ?? 100]}
            ticks={[...heatTicks]}
            tickFormatter={(celsius: number) => celsiusText(translation, celsius)}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={68 * zoom}
            interval={0}
          />
          <YAxis
            yAxisId="fans"
            orientation="right"
            domain={[0, fanTicks.at(-1) ?? 1]}
            ticks={[...fanTicks]}
            tickFormatter={(speed: number) => translation.number(speed)}
            tick={{ ...TICK, fill: 'var(--second)' }}
            tickLine={false}
            axisLine={false}
            width={52 * zoom}
            interval={0}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, payload }) => {
              const row = payload[0]?.payload as HeatSample | undefined;
              return active && row !== undefined ? <Reading row={row} /> : null;
            }}
          />
          <Line
            yAxisId="fans"
            dataKey="fanSpeed"
            type="monotone"
            stroke="var(--second)"
            strokeWidth={1.25}
            strokeOpacity={0.8}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <Line
            yAxisId="heat"
            dataKey="celsius"
            type="monotone"
            stroke="var(--accent)"
            strokeWidth={2}
            dot={false}
            activeDot={{ r: 4, fill: 'var(--accent)', stroke: 'var(--panel)' }}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
});

function Reading({ row }: { readonly row: HeatSample }) {
  const translation = useTranslation();
  const { t } = translation;
  if (row.celsius === null && row.fanSpeed === null) return null;
  return (
    <div className={styles.reading}>
      <div className="muted">{exactText(translation, row.atMs)}</div>
      <div>
        <span className={styles.rateMark} />
        {t('charts.reading.temperature', { value: celsiusText(translation, row.celsius) })}
      </div>
      <div>
        <span className={styles.secondMark} />
        {t('charts.reading.fans', { value: fanSpeedText(translation, row.fanSpeed) })}
      </div>
    </div>
  );
}
