import { expect, it } from 'vitest';
import { axisTicks, levelTicks } from './axis-ticks.ts';

it.each([
  [12.7e6, [0, 5e6, 10e6, 15e6]],
  [100, [0, 25, 50, 75, 100]],
  [3, [0, 1, 2, 3]],
  [96e6, [0, 25e6, 50e6, 75e6, 100e6]],
])('has round steps up to %d', (most, ticks) => {
  expect(axisTicks(most)).toEqual(ticks);
});

it('covers every height with two to five lines', () => {
  for (let most = 1; most < 1e6; most *= 1.07) {
    const ticks = axisTicks(most);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * 0.999999);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(5);
  }
});

it('has an axis for nothing', () => {
  expect(axisTicks(0)).toEqual([0, 1]);
  expect(axisTicks(Number.NaN)).toEqual([0, 1]);
});

it('marks whole levels, few of them', () => {
  expect(levelTicks([44, 45])).toEqual([43, 44, 45, 46]);
  expect(levelTicks([22.3])).toEqual([21, 22, 23, 24]);
  expect(levelTicks([10, 60]).length).toBeLessThanOrEqual(6);
  expect(levelTicks([])).toEqual([0, 1]);
});
