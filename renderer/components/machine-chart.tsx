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
import type { ChartRange } from '../stores/chart-store.ts';
import { tickTimes } from '../stores/chart-rows.ts';
import type { MachineSample } from '../stores/facts.ts';
import { levelTicks, machineRows } from '../stores/machine-chart-rows.ts';
import type { MachineChartRow } from '../stores/machine-chart-rows.ts';
import { levelText } from '../wording/machine-stages.ts';
import { dayText, timeOfDayText } from '../wording/moments.ts';
import { hashRateText, tickText } from '../wording/si-number.ts';
import styles from './machine-chart.module.css';
import { rootZoom } from './root-zoom.ts';

interface MachineChartProps {
  /** Oldest first, at most as many as a chart has points. */
  readonly samples: readonly MachineSample[];
  readonly range: ChartRange;
  /** The edges, ms since the Unix epoch. */
  readonly fromMs: number;
  readonly untilMs: number;
}

const TICK = { fill: 'var(--muted)', fontSize: 'var(--size-12)' } as const;

/** One machine's hash rate (left axis) and the level of its shares (right axis, in steps). */
export const MachineChart = memo(function MachineChart(props: MachineChartProps) {
  const { samples, range, fromMs, untilMs } = props;
  const rows = machineRows(samples, range);
  const zoom = rootZoom();
  const most = samples.reduce((high, { hashesPerSecond }) => Math.max(high, hashesPerSecond), 0);
  const rateTicks = axisTicks(most * 1.05);
  const levels = levelTicks(samples);
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...rows]}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid yAxisId="rate" vertical={false} stroke="var(--hairline)" />
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
            yAxisId="level"
            orientation="right"
            domain={[levels[0] ?? 0, levels.at(-1) ?? 1]}
            ticks={[...levels]}
            tick={{ ...TICK, fill: 'var(--second)' }}
            tickLine={false}
            axisLine={false}
            width={36 * zoom}
            interval={0}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, payload }) => {
              const row = payload[0]?.payload as MachineChartRow | undefined;
              return active && row !== undefined ? <Reading row={row} /> : null;
            }}
          />
          <Line
            yAxisId="level"
            dataKey="level"
            type="stepAfter"
            stroke="var(--second)"
            strokeWidth={1.25}
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

function Reading({ row }: { readonly row: MachineChartRow }) {
  if (row.hashesPerSecond === null) return null;
  return (
    <div className={styles.reading}>
      <div className="muted">
        {dayText(row.atMs)} {timeOfDayText(row.atMs, true)}
      </div>
      <div>
        <span className={styles.rateMark} /> {hashRateText(row.hashesPerSecond)}
      </div>
      <div>
        <span className={styles.levelMark} /> level {levelText(row.level)}
      </div>
    </div>
  );
}
