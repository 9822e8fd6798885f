/** How many blocks were found today on a network: the counts of all time less what they were at midnight. */
import { create } from 'zustand';
import { startOfDayMs } from './start-of-day.ts';
import type { MinerSnapshot } from '../../../contract/screen-contract.ts';

interface TodayStore {
  /** The network that is counted, and the start of its local day, ms since the Unix epoch; null until counted. */
  readonly versionName: string | null;
  readonly dayMs: number | null;
  /** Blocks that had been found before that day. */
  readonly before: number;
}

export const useTodayStore = create<TodayStore>(() => ({
  versionName: null,
  dayMs: null,
  before: 0,
}));

/** All own blocks of these counts. */
export function blocksInAll(counts: MinerSnapshot['blockCounts']): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Takes how many blocks of a network were found before the day that starts at `dayMs`. */
export function receiveBlocksBefore(versionName: string, dayMs: number, before: number): void {
  useTodayStore.setState({ versionName, dayMs, before });
}

/** The start of the day that has to be counted: midnight has passed, or another network is mined on; null otherwise. */
export function dayToCount(versionName: string, nowMs: number): number | null {
  const counted = useTodayStore.getState();
  const today = startOfDayMs(nowMs);
  return counted.versionName === versionName && counted.dayMs === today ? null : today;
}

/** Blocks of a network found today, given how many there are in all; null until counted. */
export function blocksToday(store: TodayStore, versionName: string, inAll: number): number | null {
  return store.versionName === versionName ? Math.max(0, inAll - store.before) : null;
}
