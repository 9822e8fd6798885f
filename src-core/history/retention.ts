/**
 * How long the history keeps what. Blocks are kept for good, solutions until the node has answered,
 * points of charts for years, see points/point-tiers.ts.
 */
import type { HistoryTables } from './history-tables.ts';

const DAY_MS = 86_400_000;

/** Effort hour by hour: luck is computed over 30 days at most. */
const EFFORT_HOURS_MS = 32 * DAY_MS;

/** Marks on the time line: some 20 MB. A farm of 20 machines makes a few dozen a day. */
const MARKS_AT_MOST = 100_000;

/** Old rows are dropped this often: the program may run for months. */
export const DROP_EVERY_MS = 600_000;

/** Drops what is too old at `nowMs` (since the Unix epoch). */
export function dropOldRows(
  { effortHours, marks }: Pick<HistoryTables, 'effortHours' | 'marks'>,
  nowMs: number,
): void {
  effortHours.dropBefore(nowMs - EFFORT_HOURS_MS);
  marks.keepLast(MARKS_AT_MOST);
}
