/**
 * How long the history keeps what. Blocks are kept for good, solutions until the node has answered,
 * samples for charts as long as a chart can show them.
 */
import type { HistoryTables } from './history-tables.ts';

const DAY_MS = 86_400_000;

/** Samples of the total hash rate and of the network's difficulty, one a second. */
const CHART_SAMPLES_MS = 2 * DAY_MS;
/** Samples of each machine, one every few seconds, and of its own readings. */
const MACHINE_SAMPLES_MS = DAY_MS;

/** Effort hour by hour: luck is computed over 30 days at most. */
const EFFORT_HOURS_MS = 32 * DAY_MS;

/** Marks on the time line: some 20 MB. A farm of 20 machines makes a few dozen a day. */
const MARKS_AT_MOST = 100_000;

/** Old samples are dropped this often: the program may run for months. */
export const DROP_EVERY_MS = 600_000;

type SampleTables = Pick<
  HistoryTables,
  'samples' | 'machineSamples' | 'deviceSamples' | 'effortHours' | 'marks'
>;

/** Drops what is too old at `nowMs` (since the Unix epoch). */
export function dropOldSamples(
  { samples, machineSamples, deviceSamples, effortHours, marks }: SampleTables,
  nowMs: number,
): void {
  samples.dropBefore(nowMs - CHART_SAMPLES_MS);
  machineSamples.dropBefore(nowMs - MACHINE_SAMPLES_MS);
  deviceSamples.dropBefore(nowMs - MACHINE_SAMPLES_MS);
  effortHours.dropBefore(nowMs - EFFORT_HOURS_MS);
  marks.keepLast(MARKS_AT_MOST);
}
