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
import type { TimeSpan } from '../../stores/charts/chart-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { hashRateText, tickText } from '../../wording/figures/si-number.ts';
import { STILL, leftAxis, timeAxis } from './chart-axes.ts';
import { SERIES_LOOKS } from './chart-lines.ts';
import styles from './chart-panel.module.css';
import { ChartReading } from './chart-reading.tsx';
import { rowsWithGaps } from './chart-rows.ts';
import { rateScale } from './axes/chart-scale.ts';
import { CutOff } from './cut-off.tsx';
import { loneDot } from './lone-dot.tsx';

/** The hash rates of several machines at one time, in their order. */
export interface ComparedRates {
  readonly atMs: number;
  /** Null where a machine did not mine then. */
  readonly rates: readonly (number | null)[];
}

interface ComparisonChartProps {
  /** Of the machines, at most as many as there are looks of lines. */
  readonly names: readonly string[];
  /** Oldest first, at most as many as a chart has points. */
  readonly samples: readonly ComparedRates[];
  readonly span: TimeSpan;
}

/** Room beside the lines, px in a window of usual size. */
export const COMPARISON_AXES = { left: 68, right: 12 };

/** Hash rates of several machines on one axis. Nothing moves by itself. */
export const ComparisonChart = memo(function ComparisonChart(props: ComparisonChartProps) {
  const { names, samples, span } = props;
  const translation = useTranslation();
  const series = names.map((name, at) => {
    const own = samples.flatMap(({ atMs, rates }) => {
      const rate = rates[at];
      return typeof rate === 'number' ? [{ atMs, rate }] : [];
    });
    return { name, rows: rowsWithGaps(own, span), look: SERIES_LOOKS[at] ?? SERIES_LOOKS[0] };
  });
  const { ticks, beyond } = rateScale(
    samples.flatMap(({ rates }) => rates.flatMap((rate) => rate ?? [])),
  );
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...samples]}
          margin={{ top: 8, right: COMPARISON_AXES.right, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--hairline)" />
          <XAxis {...timeAxis(translation, span)} />
          <YAxis
            {...leftAxis({
              ticks,
              text: (rate) => tickText(translation, rate, 'H/s'),
              width: COMPARISON_AXES.left,
            })}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, label }) => {
              const row = samples.find(({ atMs }) => atMs === label);
              return active && row !== undefined ? <Reading row={row} names={names} /> : null;
            }}
          />
          {series.map(({ name, rows, look }, at) => (
            <Line
              key={at}
              name={name}
              data={[...rows]}
              dataKey="rate"
              type="monotone"
              {...STILL}
              {...look}
              dot={loneDot}
            />
          ))}
          {beyond !== null && <CutOff beyond={beyond} left={COMPARISON_AXES.left} />}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
});

interface ReadingProps {
  readonly row: ComparedRates;
  readonly names: readonly string[];
}

function Reading({ row, names }: ReadingProps) {
  const translation = useTranslation();
  const lines = names.flatMap((name, at) => {
    const [look, rate] = [SERIES_LOOKS[at], row.rates[at] ?? null];
    if (look === undefined || rate === null) return [];
    return [{ look, text: `${name}: ${hashRateText(translation, rate)}` }];
  });
  return <ChartReading atMs={row.atMs} lines={lines} />;
}
