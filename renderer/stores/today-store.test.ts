import { beforeEach, expect, it } from 'vitest';
import { blocksToday, receiveBlocksBefore, turnDay, useTodayStore } from './today-store.ts';

const noon = new Date(2026, 10, 23, 12).getTime();
const today = (inAll: number): number | null => blocksToday(useTodayStore.getState(), inAll);

beforeEach(() => useTodayStore.setState(useTodayStore.getInitialState()));

it('counts from midnight to midnight', () => {
  expect(today(100)).toBeNull();
  receiveBlocksBefore(new Date(2026, 10, 23).getTime(), 70);
  expect(today(100)).toBe(30);
  expect(today(104)).toBe(34);
  turnDay(104, noon + 3_600_000);
  expect(today(104)).toBe(34);
  turnDay(110, noon + 12 * 3_600_000);
  expect(today(110)).toBe(0);
  expect(today(112)).toBe(2);
});
