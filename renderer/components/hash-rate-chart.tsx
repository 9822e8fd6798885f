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
import { axisTicks } from '../stores/axis-ticks.ts';
import { chartStartMs, rowsForChart, tickTimes } from '../stores/chart-rows.ts';
import type { ChartRow } from '../stores/chart-rows.ts';
import { dayText, timeOfDayText } from '../wording/moments.ts';
import { difficultyText, hashRateText, tickText } from '../wording/si-number.ts';
import type { ChartPoint, ChartRange } from '../stores/chart-store.ts';
import { rootZoom } from './root-zoom.ts';
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
  const fromMs = chartStartMs(points, range, untilMs);
  const zoom = rootZoom();
  const rateTicks = axisTicks(greatest(rows.map((row) => row.hashesPerSecond)) * 1.05);
  const difficultyTicks = axisTicks(greatest(rows.map((row) => row.difficulty)) * 1.2);
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={rows}
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
            height={24 * zoom}
            interval={0}
          />
          <YAxis
            yAxisId="rate"
            domain={[0, rateTicks.at(-1) ?? 1]}
            ticks={[...rateTicks]}
            tickFormatter={(rate: number) => tickText(rate, 'H/s')}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={68 * zoom}
            interval={0}
          />
          <YAxis
            yAxisId="difficulty"
            orientation="right"
            domain={[0, difficultyTicks.at(-1) ?? 1]}
            ticks={[...difficultyTicks]}
            tickFormatter={(difficulty: number) => tickText(difficulty, '')}
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

function greatest(values: readonly (number | null)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}

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
