/** A span of every day in local time, as a setting has it: `22:00-07:00`. */

const DAY = 24 * 60;

/** Minutes since midnight, 0 … 1439; with `from` after `to` the span passes midnight. */
interface Hours {
  readonly from: number;
  readonly to: number;
}

type FourNumbers = [number, number, number, number];

/** Reads `HH:MM-HH:MM`; null for anything else, and where both ends are the same. */
export function parseHours(text: string): Hours | null {
  const ends = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (ends === null) return null;
  const [fromHour, fromMinute, toHour, toMinute] = ends.slice(1).map(Number) as FourNumbers;
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  return from === to ? null : { from, to };
}

/** Whether a minute of the day lies within; the first minute does, the last one does not. */
export function isWithin({ from, to }: Hours, minute: number): boolean {
  return (minute - from + DAY) % DAY < (to - from + DAY) % DAY;
}
