/** Points in time: relative to now for reading, exact for hovering; dates and times are local. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { startOfDayMs } from '../../stores/blocks/start-of-day.ts';

interface AgoStep {
  /** For fewer seconds than this. */
  readonly limit: number;
  /** Of one unit, in seconds. */
  readonly length: number;
  readonly text: MessageId;
}

const AGO_STEPS: readonly AgoStep[] = [
  { limit: 60, length: 1, text: 'units.secondsAgo' },
  { limit: 3600, length: 60, text: 'units.minutesAgo' },
  { limit: 86_400, length: 3600, text: 'units.hoursAgo' },
  { limit: Number.POSITIVE_INFINITY, length: 86_400, text: 'units.daysAgo' },
];

/** Differences between clocks below this are not shown, in seconds. */
const CLOCK_DIFFERENCE = 60;

/** `just now`, `12 s ago`, `3 min ago`, `5 h ago`, `2 d ago`. */
export function agoText({ t }: Translation, atMs: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - atMs) / 1000);
  if (seconds < -CLOCK_DIFFERENCE) return t('units.inTheFuture');
  const step = AGO_STEPS.find(({ limit }) => seconds < limit);
  if (seconds < 2 || step === undefined) return t('units.justNow');
  return t(step.text, { count: Math.floor(seconds / step.length) });
}

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const TIME_WITH_SECONDS = { ...TIME, second: '2-digit' } as const;
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** Date and time to the second: `23 Nov 2026, 06:28:02`. */
export function exactText(translation: Translation, atMs: number): string {
  return translation.date(atMs, { ...DAY, ...TIME_WITH_SECONDS });
}

/** The local day: `23 Nov 2026`. */
export function dayText(translation: Translation, atMs: number): string {
  return translation.date(atMs, DAY);
}

/** Time of day: `06:28`, or `06:28:02` with seconds. */
export function timeOfDayText(translation: Translation, atMs: number, seconds = false): string {
  return translation.date(atMs, seconds ? TIME_WITH_SECONDS : TIME);
}

/**
 * A mark of a time axis: `06:28`, `06:28:30`, `23 Nov`, `Nov`; midnight is its day. January has its year, as six months
 * with theirs have no room in a small window; without a January among them, the first month has.
 * @param times of all marks, oldest first
 */
export function tickTimeText(
  translation: Translation,
  atMs: number,
  unit: 'second' | 'time' | 'day' | 'month',
  times: readonly number[],
): string {
  if (unit === 'month') {
    const isJanuary = (time: number): boolean => new Date(time).getMonth() === 0;
    const hasYear = isJanuary(atMs) || (atMs === times[0] && !times.some(isJanuary));
    return translation.date(atMs, { month: 'short', ...(hasYear && { year: 'numeric' }) });
  }
  if (unit === 'day' || atMs === startOfDayMs(atMs)) {
    return translation.date(atMs, { day: 'numeric', month: 'short' });
  }
  return timeOfDayText(translation, atMs, unit === 'second');
}
