/**
 * How long the history keeps what. Blocks are kept for good, solutions until the node has answered. Points of charts are
 * kept for a shorter time where there are many machines: points/point-tables.ts.
 */

const DAY_SECONDS = 86_400;

/** Points of charts of 10 s, of a minute and of an hour, seconds. */
export const POINTS_KEPT = {
  tenSeconds: 2 * DAY_SECONDS,
  minutes: 30 * DAY_SECONDS,
  hours: 5 * 366 * DAY_SECONDS,
} as const;

/** Effort hour by hour: luck is computed over 30 days at most. */
export const EFFORT_HOURS_MS = 32 * DAY_SECONDS * 1000;

/** Marks on the time line, of all kinds together: some 20 MB. A farm of 20 machines makes a few dozen a day. */
export const MARKS_AT_MOST = 100_000;

/** Old rows are dropped this often: the program may run for months. */
export const DROP_EVERY_MS = 600_000;
