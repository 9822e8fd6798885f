/** Marks of a time axis at round local times. Pure. */
import type { TimeSpan } from '../../../stores/charts/chart-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Steps within a day divide it. */
const CLOCK_STEPS_MS = [0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 240, 480].map((n) => n * MINUTE_MS);
const DAY_STEPS = [1, 2, 3, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12];
const MOST_TICKS = 6;
/** `00:48:00` is 50 px wide, and the narrowest charts have 320 px. */
const MOST_WITH_SECONDS = 5;
/** A label nearer to an edge would be cut off: half of `00:48:00` is 25 px; the narrowest charts are 300 px wide, with 12 beside them. */
const EDGE = 0.05;

/** What the labels of an axis have to tell apart. */
type TickUnit = 'second' | 'time' | 'day' | 'month';

interface TimeTicks {
  readonly times: readonly number[];
  readonly unit: TickUnit;
}

/** Up to six round times of a span, and what to write at them. */
export function timeTicks({ fromMs, untilMs }: TimeSpan): TimeTicks {
  const length = untilMs - fromMs;
  const within = (atMs: number): boolean =>
    atMs - fromMs > length * EDGE && untilMs - atMs > length * EDGE;
  const fits = (stepMs: number): boolean =>
    length / stepMs <= (stepMs < MINUTE_MS ? MOST_WITH_SECONDS : MOST_TICKS);
  const clockStep = CLOCK_STEPS_MS.find(fits);
  if (clockStep !== undefined) {
    const unit = clockStep < MINUTE_MS ? 'second' : 'time';
    return { times: clockTimes(fromMs, untilMs, clockStep).filter(within), unit };
  }
  const days = DAY_STEPS.find((each) => fits(each * DAY_MS));
  if (days !== undefined)
    return { times: dayTimes(fromMs, untilMs, days).filter(within), unit: 'day' };
  const months = MONTH_STEPS.find((each) => fits(each * 30.5 * DAY_MS)) ?? 12;
  return { times: monthTimes(fromMs, untilMs, months).filter(within), unit: 'month' };
}

function clockTimes(fromMs: number, untilMs: number, stepMs: number): number[] {
  const offset = new Date(fromMs).getTimezoneOffset() * MINUTE_MS;
  const first = Math.ceil((fromMs - offset) / stepMs) * stepMs + offset;
  const count = Math.max(0, Math.floor((untilMs - first) / stepMs) + 1);
  return Array.from({ length: count }, (_, at) => first + at * stepMs);
}

/** Midnights, which are not always 24 hours apart. */
function dayTimes(fromMs: number, untilMs: number, days: number): number[] {
  const times: number[] = [];
  const day = new Date(fromMs);
  day.setHours(0, 0, 0, 0);
  for (; day.getTime() <= untilMs; day.setDate(day.getDate() + days)) times.push(day.getTime());
  return times;
}

/** First days of months; of every second one the odd, so that January is among them. */
function monthTimes(fromMs: number, untilMs: number, months: number): number[] {
  const times: number[] = [];
  const from = new Date(fromMs);
  const first = Math.floor(from.getMonth() / months) * months;
  const month = new Date(from.getFullYear(), first, 1);
  for (; month.getTime() <= untilMs; month.setMonth(month.getMonth() + months)) {
    times.push(month.getTime());
  }
  return times;
}
