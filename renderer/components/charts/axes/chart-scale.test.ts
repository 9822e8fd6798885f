import { expect, it } from 'vitest';
import { rateScale } from './chart-scale.ts';

const many = (count: number, rate: number): number[] => Array.from({ length: count }, () => rate);
const top = (rates: readonly number[]): number => rateScale(rates).ticks.at(-1) ?? 0;

it('fits what is shown', () => {
  expect(rateScale([4e6, 5e6])).toEqual({ ticks: [0, 2e6, 4e6, 6e6], beyond: null });
  expect(rateScale([])).toEqual({ ticks: [0, 1], beyond: null });
});

it('cuts off a spike that is long gone, and says how high it was', () => {
  const rates = [...many(20, 30e6), ...many(130, 47e3)];
  expect(top(rates)).toBe(60e3);
  expect(rateScale(rates).beyond).toBe(30e6);
  expect(top([...rates, 150e3, ...many(20, 47e3)])).toBe(60e3);
});

it('shows the present whole, and what was there for long', () => {
  expect(rateScale([...many(145, 47e3), ...many(5, 30e6)]).beyond).toBeNull();
  expect(rateScale([...many(60, 30e6), ...many(90, 47e3)]).beyond).toBeNull();
  expect(rateScale([...many(75, 0), ...many(75, 5e6)]).beyond).toBeNull();
});
