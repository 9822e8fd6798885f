/** A span of every day in local time, as a setting has it: `22:00-07:00`. */

/** Minutes since midnight, 0 … 1439; with `from` after `to` the span passes midnight. */
interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Reads `HH:MM-HH:MM`; null for anything else, and where both ends are the same. */
export function parseHours(text: string): Hours | null {
  const ends = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (ends === null) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = ends.slice(1).map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  return from === to ? null : { from, to };
}

/** Whether a minute of the day lies within; the first minute does, the last one does not. */
export function isWithin({ from, to }: Hours, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
