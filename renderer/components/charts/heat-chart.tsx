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
import { exactText } from '../../wording/figures/moments.ts';
import { celsiusText, fanSpeedText } from '../../wording/devices/device-figures.ts';
import { axisTicks } from './axis-ticks.ts';
import { MAIN_LINE, SECOND_LINE, leftAxis, rightAxis, timeAxis } from './chart-axes.ts';
import { withGaps } from './chart-rows.ts';
import type { SampleRhythm } from './chart-rows.ts';
import styles from './rate-chart.module.css';

type HeatSample = Pick<DeviceSample, 'atMs' | 'celsius' | 'fanSpeed'>;

interface HeatChartProps {
  /** Oldest first, at most as many as a chart has points. */
  readonly samples: readonly HeatSample[];
  readonly rhythm: SampleRhythm;
  /** The edges, ms since the Unix epoch. */
  readonly fromMs: number;
  readonly untilMs: number;
}

const NOTHING = { celsius: null, fanSpeed: null };

/** Temperature of the hottest chip (left axis) and speed of the fans (right axis). Nothing moves by itself. */
export const HeatChart = memo(function HeatChart(props: HeatChartProps) {
  const { samples, rhythm, fromMs, untilMs } = props;
  const translation = useTranslation();
  const rows = withGaps<HeatSample>(samples, rhythm, NOTHING);
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
          <XAxis {...timeAxis(translation, fromMs, untilMs)} />
          <YAxis
            yAxisId="heat"
            {...leftAxis({
              ticks: axisTicks(hottest * 1.05),
              text: (celsius) => celsiusText(translation, celsius),
              width: 68,
            })}
          />
          <YAxis
            yAxisId="fans"
            {...rightAxis({
              ticks: axisTicks(fastest * 1.2),
              text: (speed) => translation.number(speed),
              width: 52,
            })}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, payload }) => {
              const row = payload[0]?.payload as HeatSample | undefined;
              return active && row !== undefined ? <Reading row={row} /> : null;
            }}
          />
          <Line yAxisId="fans" dataKey="fanSpeed" type="monotone" {...SECOND_LINE} />
          <Line yAxisId="heat" dataKey="celsius" {...MAIN_LINE} />
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
