/** Which lines of the log are those of a time. Pure. */
import type { LogRecord } from '../../../contract/screen-contract.ts';
import type { FoldedRecord } from './fold-records.ts';

/** Lines this close to the time belong to it. */
const NEAR_MS = 2_000;

type Lines = Pick<FoldedRecord, 'first' | 'record'>;

/** The index of the first lines that end at a time or after it; of the last lines where all end before it. */
export function firstAt(records: readonly Lines[], atMs: number): number {
  const index = records.findIndex(({ record }) => record.timeMicros >= (atMs - NEAR_MS) * 1000);
  return index === -1 ? Math.max(0, records.length - 1) : index;
}

/** Whether a line, or one of those folded into it, may belong to a time (ms since the Unix epoch). */
export function isNear({ first, record }: Lines, atMs: number): boolean {
  const [fromMs, untilMs] = [first.timeMicros / 1000, record.timeMicros / 1000];
  return fromMs - NEAR_MS <= atMs && atMs <= untilMs + NEAR_MS;
}

/** Whether the lines of a time are from before the first one that is there. */
export function isTooOld(records: readonly LogRecord[], atMs: number): boolean {
  const first = records[0];
  return first !== undefined && first.timeMicros / 1000 > atMs + NEAR_MS;
}
