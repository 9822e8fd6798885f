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
import { GRID, STILL, leftAxis, timeAxis } from './chart-axes.ts';
import type { LegendLine } from './chart-lines.ts';
import type { Measure } from './chart-measures.ts';
import styles from './chart-panel.module.css';
import { ChartReading } from './chart-reading.tsx';
import { rowsWithGaps } from './chart-rows.ts';
import { CutOff } from './cut-off.tsx';
import { loneDots } from './lone-dot.tsx';

/** One of several lines, and where it has its values. */
export interface SeriesLine<Sample> extends LegendLine {
  /** Null where nothing was measured. */
  readonly value: (sample: Sample) => number | null;
}

interface SeriesChartProps<Sample> {
  /** The same array as long as they are the same. */
  readonly lines: readonly SeriesLine<Sample>[];
  /** What all of them are. */
  readonly measure: Measure;
  /** Oldest first, at most as many as a chart has points. */
  readonly samples: readonly Sample[];
  readonly span: TimeSpan;
}

/** Room beside the lines, px in a window of usual size. */
export const SERIES_AXES = { left: 68, right: 12 };

interface Moment {
  readonly atMs: number;
  readonly spanMs?: number;
}

/** Several lines of one kind on one axis. Nothing moves by itself. */
export const SeriesChart = memo(function SeriesChart<Sample extends Moment>({
  lines,
  measure,
  samples,
  span,
}: SeriesChartProps<Sample>) {
  const translation = useTranslation();
  const series = lines.map(({ value }) => {
    const known = samples.flatMap((sample) => {
      const { atMs, spanMs } = sample;
      const own = value(sample);
      return own === null ? [] : [{ atMs, known: own, ...(spanMs !== undefined && { spanMs }) }];
    });
    return rowsWithGaps(known, span);
  });
  const { ticks, beyond } = measure.scale(
    samples.flatMap((sample) => lines.flatMap(({ value }) => value(sample) ?? [])),
  );
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...samples]}
          margin={{ top: 8, right: SERIES_AXES.right, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid {...GRID} />
          <XAxis {...timeAxis(translation, span)} />
          <YAxis
            {...leftAxis({
              ticks,
              text: (value) => measure.tick(translation, value),
              width: SERIES_AXES.left,
            })}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, label }) => {
              const sample = samples.find(({ atMs }) => atMs === label);
              if (!active || sample === undefined) return null;
              const known = lines.filter(({ value }) => value(sample) !== null);
              return (
                <ChartReading
                  atMs={sample.atMs}
                  lines={known.map(({ text, look, value }) => ({
                    look,
                    text: `${text}: ${measure.text(translation, value(sample))}`,
                  }))}
                />
              );
            }}
          />
          {series.map((rows, at) => (
            <Line
              key={at}
              name={lines[at]?.text ?? ''}
              data={[...rows]}
              dataKey="known"
              type="monotone"
              {...STILL}
              {...lines[at]?.look}
              dot={loneDots(rows, 'isAlone')}
            />
          ))}
          {beyond !== null && (
            <CutOff
              beyond={measure.text(translation, beyond)}
              side="left"
              axis={SERIES_AXES.left}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}) as <Sample extends Moment>(props: SeriesChartProps<Sample>) => React.ReactNode;
