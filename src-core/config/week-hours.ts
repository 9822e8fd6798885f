/** Hours of the week in local time, as a setting has them: `mon-fri 22:00-07:00, sat-sun 00:00-24:00`. Pure. */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** Monday first, as ISO 8601 has it. */
const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const DAY = 24 * 60;
/** Minutes of a week. */
export const WEEK = 7 * DAY;

/** Minutes since Monday 00:00. The first one belongs to the span, the last one does not. */
interface Span {
  /** 0 … 10 079. */
  readonly from: number;
  /** Later than `from`, by a week at most: a span may pass the end of the week. */
  readonly to: number;
}

/** Spans in the order of the week, with gaps between them. */
export type WeekHours = readonly Span[];

const PART = /^([a-z]+)(?:-([a-z]+))?\s+(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/;

/**
 * Reads days with hours, separated by commas, in upper or lower case. Days are `mon` or `fri-mon`; hours
 * that end before they begin end on the day after.
 * @returns the hours, or the part of the text that is wrong
 */
export function parseWeekHours(text: string): Result<WeekHours, string> {
  const on = new Set<number>();
  for (const part of text.split(',').map((each) => each.trim())) {
    const found = parsePart(part.toLowerCase());
    if (found === null) return err(part);
    for (const { from, to } of found) {
      for (let minute = from; minute < to; minute += 1) on.add(minute % WEEK);
    }
  }
  return ok(weekHoursOf((minute) => on.has(minute)));
}

type FourNumbers = [number, number, number, number];

function parsePart(part: string): readonly Span[] | null {
  const found = PART.exec(part);
  if (found === null) return null;
  const days = daysFrom(found[1]!, found[2] ?? found[1]!);
  const [fromHour, fromMinute, toHour, toMinute] = found.slice(3).map(Number) as FourNumbers;
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  if (days === null || from >= DAY || to > DAY || from === to) return null;
  // 1 … 1440.
  const length = ((to - from + DAY - 1) % DAY) + 1;
  return days.map((day) => ({ from: day * DAY + from, to: day * DAY + from + length }));
}

function daysFrom(first: string, last: string): readonly number[] | null {
  const [from, to] = [dayNamed(first), dayNamed(last)];
  if (from < 0 || to < 0) return null;
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => (from + index) % 7);
}

/** 0 is Monday; negative where no day is called so. */
function dayNamed(name: string): number {
  return DAY_NAMES.findIndex((each) => each === name);
}

/** The hours that have every minute of the week for which `isOn` is true. */
export function weekHoursOf(isOn: (minute: number) => boolean): WeekHours {
  const on = Array.from({ length: WEEK }, (_, minute) => isOn(minute));
  if (!on.includes(false)) return [{ from: 0, to: WEEK }];
  const spans: Span[] = [];
  for (const [from, isFirst] of on.entries()) {
    if (!isFirst || on.at(from - 1) === true) continue;
    let to = from + 1;
    while (on[to % WEEK] === true) to += 1;
    spans.push({ from, to });
  }
  return spans;
}

/** Whether a minute of the week lies in one of the spans. */
export function isWithinWeek(spans: WeekHours, minute: number): boolean {
  return spans.some(({ from, to }) => (minute >= from && minute < to) || minute + WEEK < to);
}

/** Hours of some days in a row, from Monday on. */
interface DayHours {
  /** 0 is Monday. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Minutes of the first day; with `to` at most `from`, they end on the day after. */
  readonly from: number;
  /** 1 … 1440. */
  readonly to: number;
}

/** The same hours by days: as few entries as possible, in the order of the week. */
export function dayHoursOf(week: WeekHours): readonly DayHours[] {
  const pieces = week.flatMap(withinDays).sort((a, b) => a.from - b.from);
  const entries: DayHours[] = [];
  for (const piece of pieces) {
    const day = Math.floor(piece.from / DAY);
    const [from, to] = [piece.from % DAY, ((piece.to - 1) % DAY) + 1];
    const same = entries.findIndex(
      (entry) => entry.from === from && entry.to === to && entry.lastDay === day - 1,
    );
    const entry = entries[same];
    if (entry === undefined) entries.push({ firstDay: day, lastDay: day, from, to });
    else entries[same] = { ...entry, lastDay: day };
  }
  return entries;
}

/** A span as it is, or, where hours of one day cannot say it, cut at each midnight. */
function withinDays({ from, to }: Span): readonly Span[] {
  if (to - from < DAY) return [{ from, to }];
  const spans: Span[] = [];
  for (let start = from; start < to;) {
    const end = Math.min(to, (Math.floor(start / DAY) + 1) * DAY);
    spans.push({ from: start % WEEK, to: (start % WEEK) + end - start });
    start = end;
  }
  return spans;
}

/** The text that {@link parseWeekHours} reads back as the same hours; empty for none. */
export function weekHoursText(week: WeekHours): string {
  return dayHoursOf(week)
    .map(({ firstDay, lastDay, from, to }) => {
      const days = firstDay === lastDay ? [firstDay] : [firstDay, lastDay];
      const names = days.map((day) => DAY_NAMES[day]).join('-');
      return `${names} ${timeText(from)}-${timeText(to)}`;
    })
    .join(', ');
}

/** A minute of the day as `22:00`; the end of the day is `24:00`. */
export function timeText(minute: number): string {
  const digits = (value: number): string => String(value).padStart(2, '0');
  return `${digits(Math.floor(minute / 60))}:${digits(minute % 60)}`;
}
