/** The hours of a week as cells of a table, a row for each day. Pure. */
import {
  DAY,
  isWithinWeek,
  parseWeekHours,
  WEEK,
  weekHoursOf,
} from '../../../../../src-core/config/week-hours.ts';
import type { WeekHours } from '../../../../../src-core/config/week-hours.ts';

/** Both from 0; day 0 is Monday. */
export interface Cell {
  readonly day: number;
  readonly hour: number;
}

/** `part`: some of its minutes are. A file can say so. */
export type CellState = 'on' | 'off' | 'part';

export const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;
export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MINUTES = Array.from({ length: 60 }, (_, minute) => minute);

const ALWAYS: WeekHours = weekHoursOf(() => true);

/** Whether it is the whole week. */
export function isAlways([first]: WeekHours): boolean {
  return first !== undefined && first.to - first.from === WEEK;
}

/** The hours of a setting; all of them where it is null. */
export function hoursOfSetting(text: string | null): WeekHours {
  const week = text === null ? null : parseWeekHours(text);
  return week?.ok === true ? week.value : ALWAYS;
}

/** Whether mining is allowed in the minutes of a cell: in all, in none, or in some. */
export function stateOf(week: WeekHours, { day, hour }: Cell): CellState {
  const start = day * DAY + hour * 60;
  const count = MINUTES.filter((minute) => isWithinWeek(week, start + minute)).length;
  if (count === 0) return 'off';
  return count === MINUTES.length ? 'on' : 'part';
}

/** The week after the rectangle of cells between two corners was switched on or off. */
export function painted(week: WeekHours, from: Cell, to: Cell, isOn: boolean): WeekHours {
  const isIn = (value: number, a: number, b: number): boolean =>
    value >= Math.min(a, b) && value <= Math.max(a, b);
  return weekHoursOf((minute) => {
    const day = Math.floor(minute / DAY);
    const hour = Math.floor((minute % DAY) / 60);
    const isPainted = isIn(day, from.day, to.day) && isIn(hour, from.hour, to.hour);
    return isPainted ? isOn : isWithinWeek(week, minute);
  });
}
