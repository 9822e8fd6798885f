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
import type { ShareCounts } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { TimeSpan } from '../../stores/charts/chart-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { hashRateText, tickText } from '../../wording/figures/si-number.ts';
import { rejectedCount } from '../../wording/machines/share-kinds.ts';
import {
  GRID,
  MAIN_LINE,
  SECOND_LINE,
  STILL,
  leftAxis,
  rightAxis,
  timeAxis,
} from './chart-axes.ts';
import { MAIN_LOOK, REPORTED_LOOK, SECOND_LOOK } from './chart-lines.ts';
import styles from './chart-panel.module.css';
import { ChartReading } from './chart-reading.tsx';
import { rateRows } from './chart-rows.ts';
import type { RateRow, RateSample } from './chart-rows.ts';
import { rateScale } from './axes/chart-scale.ts';
import { CutOff } from './cut-off.tsx';
import { loneDots } from './lone-dot.tsx';
import type { SecondLine } from './rate-history-text.ts';

interface RateChartProps {
  /** Oldest first, at most as many as a chart has points. */
  readonly samples: readonly RateSample[];
  readonly second: SecondLine;
  readonly span: TimeSpan;
}

/** Room for the marks of the left axis, px in a window of usual size. */
export const RATE_AXIS = 68;

/** Hash rate (left axis) and a second line in steps (right axis). Nothing moves by itself. */
export const RateChart = memo(function RateChart({ samples, second, span }: RateChartProps) {
  const translation = useTranslation();
  const rows = rateRows(samples, span);
  const rates = samples.flatMap(({ hashesPerSecond, reported }) => [
    hashesPerSecond ?? 0,
    reported ?? 0,
  ]);
  const { ticks, beyond } = rateScale(rates);
  const secondScale = second.scale(samples.flatMap((sample) => sample.second ?? []));
  const hasReported = samples.some(({ reported }) => typeof reported === 'number');
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...rows]}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid yAxisId="rate" {...GRID} />
          <XAxis {...timeAxis(translation, span)} />
          <YAxis
            yAxisId="rate"
            {...leftAxis({
              ticks,
              text: (rate) => tickText(translation, rate, 'H/s'),
              width: RATE_AXIS,
            })}
          />
          <YAxis
            yAxisId="second"
            {...rightAxis({
              ticks: secondScale.ticks,
              text: (value) => second.tickText(translation, value),
              width: second.width,
            })}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, payload }) => {
              const row = payload[0]?.payload as RateRow | undefined;
              return active && row !== undefined ? <Reading row={row} second={second} /> : null;
            }}
          />
          <Line
            yAxisId="second"
            dataKey="second"
            type="stepAfter"
            {...SECOND_LINE}
            dot={loneDots(rows, 'isSecondAlone')}
          />
          {hasReported && (
            <Line yAxisId="rate" dataKey="reported" type="monotone" {...STILL} {...REPORTED_LOOK} />
          )}
          <Line
            yAxisId="rate"
            dataKey="hashesPerSecond"
            {...MAIN_LINE}
            dot={loneDots(rows, 'isAlone')}
          />
          {beyond !== null && (
            <CutOff beyond={hashRateText(translation, beyond)} side="left" axis={RATE_AXIS} />
          )}
          {secondScale.beyond !== null && (
            <CutOff
              beyond={second.text(translation, secondScale.beyond)}
              side="right"
              axis={second.width}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
});

/** Accepted and rejected shares of the time pointed at; null where there were none. */
function shareNote({ t }: Translation, shares: ShareCounts | null | undefined): string | null {
  if (shares === null || shares === undefined) return null;
  const [accepted, rejected] = [shares.accepted, rejectedCount(shares)];
  return accepted + rejected === 0 ? null : t('charts.reading.shares', { accepted, rejected });
}

interface ReadingProps {
  readonly row: RateRow;
  readonly second: SecondLine;
}

function Reading({ row, second }: ReadingProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { hashesPerSecond, reported } = row;
  if (hashesPerSecond === undefined) return null;
  const rate =
    hashesPerSecond === null
      ? t('charts.reading.unknown')
      : hashRateText(translation, hashesPerSecond);
  const lines = [{ look: MAIN_LOOK, text: rate }];
  if (typeof reported === 'number') {
    const text = t('charts.reading.reported', { rate: hashRateText(translation, reported) });
    lines.push({ look: REPORTED_LOOK, text });
  }
  const value = second.text(translation, row.second ?? null);
  lines.push({ look: SECOND_LOOK, text: t(second.reading, { value }) });
  return <ChartReading atMs={row.atMs} lines={lines} note={shareNote(translation, row.shares)} />;
}
