/** What the axes and lines of all charts over time have in common, as properties for recharts. */
import type { Translation } from '../../../messages/translation.ts';
import type { TimeSpan } from '../../stores/charts/chart-store.ts';
import { tickTimeText } from '../../wording/figures/moments.ts';
import { MAIN_LOOK, SECOND_LOOK } from './chart-lines.ts';
import { rootZoom } from './root-zoom.ts';
import { timeTicks } from './axes/time-ticks.ts';

/**
 * With no width, recharts draws a text as it is. With one it looks where to break it, and has the page laid out for
 * each word to measure it. All of these fit.
 */
const TICK = { fill: 'var(--muted)', fontSize: 'var(--size-12)', width: 0 };
/** Of an axis whose `ticks` are given, recharts would look for round ones too. */
const TICKS_GIVEN = { niceTicks: 'none', interval: 0 } as const;

/** The axis of rows with an `atMs`, from edge to edge; marks lie on its line. */
export function timeAxis(translation: Translation, { fromMs, untilMs }: TimeSpan) {
  const { times, unit } = timeTicks({ fromMs, untilMs });
  return {
    dataKey: 'atMs',
    type: 'number' as const,
    domain: [fromMs, untilMs],
    allowDataOverflow: true,
    ticks: [...times],
    tickFormatter: (atMs: number) => tickTimeText(translation, atMs, unit, times),
    tick: TICK,
    tickLine: false,
    tickMargin: 9 * rootZoom(),
    axisLine: { stroke: 'var(--hairline)' },
    height: 30 * rootZoom(),
    ...TICKS_GIVEN,
  };
}

interface ValueAxis {
  /** The lowest and the highest one are its ends. */
  readonly ticks: readonly number[];
  readonly text: (value: number) => string;
  /** Pixels in a window of usual size. */
  readonly width: number;
}

/** The axis of the main line, on the left. What is beyond its ends is cut off. */
export function leftAxis({ ticks, text, width }: ValueAxis) {
  return {
    domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1],
    allowDataOverflow: true,
    ticks: [...ticks],
    tickFormatter: text,
    tick: TICK,
    tickLine: false,
    axisLine: false,
    width: width * rootZoom(),
    ...TICKS_GIVEN,
  };
}

/** The axis of the second line, on the right and in its colour. */
export function rightAxis(axis: ValueAxis) {
  return {
    ...leftAxis(axis),
    orientation: 'right' as const,
    tick: { ...TICK, fill: 'var(--second)' },
  };
}

interface GridAxis {
  readonly ticks?: readonly unknown[] | undefined;
  /** From a value to its place, px; undefined where it has none. */
  readonly scale?: { map(value: unknown): number | undefined } | undefined;
}

/**
 * A line across the chart at each tick of the left axis. Places that recharts looks for by itself need the texts of both axes
 * measured, each time with a layout of the page, as it begins before it knows that the ticks are given.
 */
export const GRID = {
  vertical: false,
  stroke: 'var(--hairline)',
  verticalCoordinatesGenerator: () => [],
  horizontalCoordinatesGenerator: ({ yAxis }: { readonly yAxis: GridAxis | undefined }) =>
    (yAxis?.ticks ?? []).flatMap((tick) => yAxis?.scale?.map(tick) ?? []),
};

export const STILL = { dot: false, activeDot: false, isAnimationActive: false };

export const MAIN_LINE = {
  ...STILL,
  ...MAIN_LOOK,
  type: 'monotone' as const,
  activeDot: { r: 4, fill: 'var(--accent)', stroke: 'var(--panel)' },
};

export const SECOND_LINE = { ...STILL, ...SECOND_LOOK, strokeOpacity: 0.8 };
