/** Drops rows that are too old, as retention.ts says. */
import type { HistoryTables } from './history-tables.ts';
import { EFFORT_HOURS_MS, MARKS_AT_MOST } from './retention.ts';

/** Drops what is too old at `nowMs` (since the Unix epoch). */
export function dropOldRows(
  { effortHours, marks }: Pick<HistoryTables, 'effortHours' | 'marks'>,
  nowMs: number,
): void {
  effortHours.dropBefore(nowMs - EFFORT_HOURS_MS);
  marks.keepAtMost(MARKS_AT_MOST);
}
