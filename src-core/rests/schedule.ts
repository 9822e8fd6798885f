/** The schedule of the week on a clock. Pure. */
import { DAY, isWithinWeek, WEEK } from '../config/week-hours.ts';
import type { WeekHours } from '../config/week-hours.ts';

const MINUTE_MS = 60_000;
/** Clocks of all countries are set forward and back at a quarter of an hour (IANA time zone database). */
const QUARTER_MS = 15 * MINUTE_MS;
/** A week has an hour more where clocks are set back. */
const HORIZON_MS = 8 * 24 * 60 * MINUTE_MS;

/** Minutes since Monday 00:00 at a time, ms since the Unix epoch, by some clock. */
export type MinuteOfWeek = (atMs: number) => number;

/** By the clock of this computer. */
export function localMinuteOfWeek(atMs: number): number {
  const time = new Date(atMs);
  return ((time.getDay() + 6) % 7) * DAY + time.getHours() * 60 + time.getMinutes();
}

/**
 * When it changes next whether a time lies within the hours, ms since the Unix epoch; null where it never
 * does. Hours that a clock skips are no hours; those that it repeats count twice.
 */
export function nextChangeMs(
  week: WeekHours,
  nowMs: number,
  minuteOfWeek: MinuteOfWeek = localMinuteOfWeek,
): number | null {
  const isOn = isWithinWeek(week, minuteOfWeek(nowMs));
  let atMs = nowMs - (nowMs % MINUTE_MS);
  while (atMs < nowMs + HORIZON_MS) {
    const minute = minuteOfWeek(atMs);
    if (isWithinWeek(week, minute) !== isOn) return atMs;
    const quarterMs = atMs - (atMs % QUARTER_MS) + QUARTER_MS;
    atMs = Math.min(atMs + minutesToEdge(week, minute) * MINUTE_MS, quarterMs);
  }
  return null;
}

/** Minutes until a span begins or ends next, at least 1. */
function minutesToEdge(week: WeekHours, minute: number): number {
  const edges = week.flatMap(({ from, to }) => [from, to]);
  return Math.min(WEEK, ...edges.map((edge) => ((edge - minute - 1 + 2 * WEEK) % WEEK) + 1));
}
