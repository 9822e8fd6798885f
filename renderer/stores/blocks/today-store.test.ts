import { beforeEach, expect, it } from 'vitest';
import { blocksToday, dayToCount, receiveBlocksBefore, useTodayStore } from './today-store.ts';

const midnight = new Date(2026, 10, 23).getTime();
const noon = new Date(2026, 10, 23, 12).getTime();
const today = (inAll: number, versionName = 'mainnet01'): number | null =>
  blocksToday(useTodayStore.getState(), versionName, inAll);

beforeEach(() => useTodayStore.setState(useTodayStore.getInitialState()));

it('counts from midnight to midnight, each network alone', () => {
  expect(today(100)).toBeNull();
  expect(dayToCount('mainnet01', noon)).toBe(midnight);
  receiveBlocksBefore('mainnet01', midnight, 70);
  expect(dayToCount('mainnet01', noon)).toBeNull();
  expect(today(100)).toBe(30);
  expect(today(104)).toBe(34);
  expect(today(104, 'practice')).toBeNull();
  expect(dayToCount('practice', noon)).toBe(midnight);
  const next = new Date(2026, 10, 24).getTime();
  expect(dayToCount('mainnet01', noon + 12 * 3_600_000)).toBe(next);
  receiveBlocksBefore('mainnet01', next, 110);
  expect(today(110)).toBe(0);
  expect(today(112)).toBe(2);
});
