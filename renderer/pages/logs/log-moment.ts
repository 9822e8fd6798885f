/** Which lines of the log are those of a time. Pure. */
import type { LogRecord } from '../../../contract/screen-contract.ts';

/** Lines this close to the time belong to it. */
const NEAR_MS = 2_000;

/** The index of the first line at a time or after it; of the last line where all are before it. */
export function firstAt(records: readonly LogRecord[], atMs: number): number {
  const index = records.findIndex(({ timeMicros }) => timeMicros >= (atMs - NEAR_MS) * 1000);
  return index === -1 ? Math.max(0, records.length - 1) : index;
}

/** Whether a line belongs to a time (ms since the Unix epoch). */
export function isNear({ timeMicros }: LogRecord, atMs: number): boolean {
  return Math.abs(timeMicros / 1000 - atMs) <= NEAR_MS;
}

/** Whether the lines of a time are from before the first one that is there. */
export function isTooOld(records: readonly LogRecord[], atMs: number): boolean {
  const first = records[0];
  return first !== undefined && first.timeMicros / 1000 > atMs + NEAR_MS;
}
