import { expect, it } from 'vitest';
import { Budget } from './budget.ts';

it('lets its whole size be spent at once, then as fast as it is refilled', () => {
  const budget = new Budget(3, 0.5, 1_000);
  expect([1, 2, 3, 4].map(() => budget.spend(1_000))).toEqual([true, true, true, false]);
  expect([2_999, 3_000, 3_000].map((nowMs) => budget.spend(nowMs))).toEqual([false, true, false]);
  // However long it is left alone, it holds no more than its size.
  expect([1, 2, 3, 4].map(() => budget.spend(1e9))).toEqual([true, true, true, false]);
});

it('spends what is left of a larger count, and no more', () => {
  const budget = new Budget(10, 1, 0);
  expect([budget.spend(0, 4), budget.hasLeft(0)]).toEqual([true, true]);
  expect([budget.spend(0, 100), budget.hasLeft(0)]).toEqual([true, false]);
  expect([budget.hasLeft(999), budget.hasLeft(1_000)]).toEqual([false, true]);
  budget.refill();
  expect(Array.from({ length: 11 }, () => budget.spend(1_000)).lastIndexOf(true)).toBe(9);
});
