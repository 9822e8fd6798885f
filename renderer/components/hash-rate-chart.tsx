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
import { rowsForChart, tickTimes } from '../stores/chart-rows.ts';
import type { ChartRow } from '../stores/chart-rows.ts';
import { dayText, timeOfDayText } from '../wording/moments.ts';
import { difficultyText, hashRateText } from '../wording/si-number.ts';
import type { ChartPoint, ChartRange } from '../stores/chart-store.ts';
import styles from './hash-rate-chart.module.css';

interface HashRateChartProps {
  readonly points: readonly ChartPoint[];
  readonly range: ChartRange;
  /** The right edge, ms since the Unix epoch. */
  readonly untilMs: number;
}

const TICK = { fill: 'var(--muted)', fontSize: 'var(--size-12)' } as const;

/** Hash rate (left axis) and difficulty (right axis) over the range. Nothing moves by itself. */
export const HashRateChart = memo(function HashRateChart({
  points,
  range,
  untilMs,
}: HashRateChartProps) {
  const rows = rowsForChart(points, range, untilMs);
  const fromMs = untilMs - range.spanMs;
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={rows as ChartRow[]}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--hairline)" />
          <XAxis
            dataKey="atMs"
            type="number"
            domain={[fromMs, untilMs]}
            allowDataOverflow
            ticks={[...tickTimes(fromMs, untilMs)]}
            tickFormatter={(atMs: number) => timeOfDayText(atMs)}
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: 'var(--hairline)' }}
            height={22}
            interval={0}
          />
          <YAxis
            yAxisId="rate"
            domain={[0, (most: number) => (most > 0 ? most * 1.15 : 1)]}
            tickCount={4}
            tickFormatter={(rate: number) => (rate === 0 ? '0' : hashRateText(rate))}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={76}
          />
          <YAxis
            yAxisId="difficulty"
            orientation="right"
            domain={[0, (most: number) => (most > 0 ? most * 1.35 : 1)]}
            tickCount={4}
            tickFormatter={(difficulty: number) =>
              difficulty === 0 ? '0' : difficultyText(difficulty)
            }
            tick={{ ...TICK, fill: 'var(--second)' }}
            tickLine={false}
            axisLine={false}
            width={60}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, payload }) => {
              const row = payload[0]?.payload as ChartRow | undefined;
              return active && row !== undefined ? <Reading row={row} /> : null;
            }}
          />
          <Line
            yAxisId="difficulty"
            dataKey="difficulty"
            type="stepAfter"
            stroke="var(--second)"
            strokeWidth={1.25}
            strokeOpacity={0.8}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <Line
            yAxisId="rate"
            dataKey="hashesPerSecond"
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

function Reading({ row }: { readonly row: ChartRow }) {
  return (
    <div className={styles.reading}>
      <div className="muted">
        {dayText(row.atMs)} {timeOfDayText(row.atMs, true)}
      </div>
      <div>
        <span className={styles.rateMark} /> {hashRateText(row.hashesPerSecond)}
      </div>
      <div>
        <span className={styles.difficultyMark} /> difficulty {difficultyText(row.difficulty)}
      </div>
    </div>
  );
}
