/** How many blocks were found today: the counts of all time less what they were at midnight. */
import { create } from 'zustand';
import { startOfDayMs } from '../wording/figures/moments.ts';
import type { MinerSnapshot } from '../../contract/screen-contract.ts';

interface TodayStore {
  /** Start of the local day that is counted, ms since the Unix epoch; null until counted. */
  readonly dayMs: number | null;
  /** Blocks that had been found before that day. */
  readonly before: number;
}

export const useTodayStore = create<TodayStore>(() => ({ dayMs: null, before: 0 }));

/** All own blocks ever found. */
export function blocksInAll(counts: MinerSnapshot['blockCounts']): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Takes how many blocks were found before the day that starts at `dayMs`. */
export function receiveBlocksBefore(dayMs: number, before: number): void {
  useTodayStore.setState({ dayMs, before });
}

/** Begins a new count when midnight has passed. */
export function turnDay(inAll: number, nowMs: number): void {
  const { dayMs } = useTodayStore.getState();
  const today = startOfDayMs(nowMs);
  if (dayMs !== null && today > dayMs) useTodayStore.setState({ dayMs: today, before: inAll });
}

/** Blocks found today, given how many there are in all; null until counted. */
export function blocksToday(store: TodayStore, inAll: number): number | null {
  return store.dayMs === null ? null : Math.max(0, inAll - store.before);
}
