/** What the axes and lines of all charts over time have in common, as properties for recharts. */
import type { Translation } from '../../../messages/translation.ts';
import type { TimeSpan } from '../../stores/charts/chart-store.ts';
import { tickTimeText } from '../../wording/figures/moments.ts';
import { MAIN_LOOK, SECOND_LOOK } from './chart-lines.ts';
import { rootZoom } from './root-zoom.ts';
import { timeTicks } from './axes/time-ticks.ts';

const TICK = { fill: 'var(--muted)', fontSize: 'var(--size-12)' };

/** The axis of rows with an `atMs`, from edge to edge; marks lie on its line. */
export function timeAxis(translation: Translation, { fromMs, untilMs }: TimeSpan) {
  const { times, unit } = timeTicks({ fromMs, untilMs });
  return {
    dataKey: 'atMs',
    type: 'number' as const,
    domain: [fromMs, untilMs],
    allowDataOverflow: true,
    ticks: [...times],
    tickFormatter: (atMs: number) => tickTimeText(translation, atMs, unit),
    tick: TICK,
    tickLine: false,
    tickMargin: 9 * rootZoom(),
    axisLine: { stroke: 'var(--hairline)' },
    height: 30 * rootZoom(),
    interval: 0 as const,
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
    interval: 0 as const,
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

export const STILL = { dot: false, activeDot: false, isAnimationActive: false };

export const MAIN_LINE = {
  ...STILL,
  ...MAIN_LOOK,
  type: 'monotone' as const,
  activeDot: { r: 4, fill: 'var(--accent)', stroke: 'var(--panel)' },
};

export const SECOND_LINE = { ...STILL, ...SECOND_LOOK, strokeOpacity: 0.8 };
