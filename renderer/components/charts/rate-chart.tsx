import { useTranslation } from '../../stores/use-translation.ts';
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
import { axisTicks } from './axis-ticks.ts';
import { MAIN_LINE, SECOND_LINE, leftAxis, rightAxis, timeAxis } from './chart-axes.ts';
import { rowsWithGaps } from './chart-rows.ts';
import type { ChartRow, RateSample, SampleRhythm } from './chart-rows.ts';
import { exactText } from '../../wording/figures/moments.ts';
import type { SecondLine } from './rate-history-text.ts';
import { hashRateText, tickText } from '../../wording/figures/si-number.ts';
import styles from './rate-chart.module.css';

interface RateChartProps {
  /** Oldest first, at most as many as a chart has points. */
  readonly samples: readonly RateSample[];
  readonly rhythm: SampleRhythm;
  readonly second: SecondLine;
  /** The edges, ms since the Unix epoch. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Hash rate (left axis) and a second line in steps (right axis). Nothing moves by itself. */
export const RateChart = memo(function RateChart(props: RateChartProps) {
  const { samples, rhythm, second, fromMs, untilMs } = props;
  const translation = useTranslation();
  const rows = rowsWithGaps(samples, rhythm);
  const most = samples.reduce(
    (high, { hashesPerSecond, reported }) => Math.max(high, hashesPerSecond, reported ?? 0),
    0,
  );
  const hasReported = samples.some(({ reported }) => typeof reported === 'number');
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...rows]}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid yAxisId="rate" vertical={false} stroke="var(--hairline)" />
          <XAxis {...timeAxis(translation, fromMs, untilMs)} />
          <YAxis
            yAxisId="rate"
            {...leftAxis({
              ticks: axisTicks(most * 1.05),
              text: (rate) => tickText(translation, rate, 'H/s'),
              width: 68,
            })}
          />
          <YAxis
            yAxisId="second"
            {...rightAxis({
              ticks: second.ticks(samples.flatMap((sample) => sample.second ?? [])),
              text: (value) => second.tickText(translation, value),
              width: second.width,
            })}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, payload }) => {
              const row = payload[0]?.payload as ChartRow | undefined;
              return active && row !== undefined ? <Reading row={row} second={second} /> : null;
            }}
          />
          <Line yAxisId="second" dataKey="second" type="stepAfter" {...SECOND_LINE} />
          {hasReported && (
            <Line
              yAxisId="rate"
              dataKey="reported"
              type="monotone"
              stroke="var(--muted)"
              strokeWidth={1.5}
              strokeDasharray="5 3"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
          <Line yAxisId="rate" dataKey="hashesPerSecond" {...MAIN_LINE} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
});

function Reading({ row, second }: { readonly row: ChartRow; readonly second: SecondLine }) {
  const translation = useTranslation();
  if (row.hashesPerSecond === null) return null;
  return (
    <div className={styles.reading}>
      <div className="muted">{exactText(translation, row.atMs)}</div>
      <div>
        <span className={styles.rateMark} />
        {hashRateText(translation, row.hashesPerSecond)}
      </div>
      {typeof row.reported === 'number' && (
        <div>
          <span className={styles.reportedMark} />
          {translation.t('charts.reading.reported', {
            rate: hashRateText(translation, row.reported),
          })}
        </div>
      )}
      <div>
        <span className={styles.secondMark} />
        {translation.t(second.reading, { value: second.text(translation, row.second) })}
      </div>
    </div>
  );
}
