/** What the axes and lines of all charts over time have in common, as properties for recharts. */
import type { Translation } from '../../../messages/translation.ts';
import { timeOfDayText } from '../../wording/figures/moments.ts';
import { tickTimes } from './chart-rows.ts';
import { rootZoom } from './root-zoom.ts';

const TICK = { fill: 'var(--muted)', fontSize: 'var(--size-12)' };

/** The axis of rows with an `atMs`, from edge to edge (ms since the Unix epoch). */
export function timeAxis(translation: Translation, fromMs: number, untilMs: number) {
  return {
    dataKey: 'atMs',
    type: 'number' as const,
    domain: [fromMs, untilMs],
    allowDataOverflow: true,
    ticks: [...tickTimes(fromMs, untilMs)],
    tickFormatter: (atMs: number) => timeOfDayText(translation, atMs),
    tick: TICK,
    tickLine: false,
    axisLine: { stroke: 'var(--hairline)' },
    height: 24 * rootZoom(),
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

/** The axis of the main line, on the left. */
export function leftAxis({ ticks, text, width }: ValueAxis) {
  return {
    domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1],
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

const STILL = { dot: false, isAnimationActive: false };

export const MAIN_LINE = {
  ...STILL,
  type: 'monotone' as const,
  stroke: 'var(--accent)',
  strokeWidth: 2,
  activeDot: { r: 4, fill: 'var(--accent)', stroke: 'var(--panel)' },
};

export const SECOND_LINE = {
  ...STILL,
  stroke: 'var(--second)',
  strokeWidth: 1.25,
  strokeOpacity: 0.8,
  activeDot: false,
};
