import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../tests/seeded-random.ts';
import { oddsOf } from './odds.ts';

describe('the odds of a block', () => {
  it('are those of a simulation', () => {
    const odds = oddsOf(1e12, 1e18)!;
    expect(odds.expectedSeconds).toBe(1e6);
    const random = seededRandom(7);
    const waits = Array.from({ length: 20_000 }, () => -1e6 * Math.log(1 - random()));
    const within = (days: number) =>
      waits.filter((seconds) => seconds <= days * 86_400).length / waits.length;
    // 1/(2 √20,000) is one deviation at most: four of them.
    expect(Math.abs(odds.day - within(1))).toBeLessThan(0.015);
    expect(Math.abs(odds.week - within(7))).toBeLessThan(0.015);
    expect(Math.abs(odds.month - within(30))).toBeLessThan(0.015);
  });

  it('grow with the rate and the time, and fall with the difficulty', () => {
    const amount = fc.double({ min: 1, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(amount, amount, amount, (one, other, difficulty) => {
        const [slow, fast] = [Math.min(one, other), Math.max(one, other)];
        const [fewer, more] = [oddsOf(slow, difficulty)!, oddsOf(fast, difficulty)!];
        expect(more.day).toBeGreaterThanOrEqual(fewer.day);
        expect(more.expectedSeconds).toBeLessThanOrEqual(fewer.expectedSeconds);
        expect(fewer.day).toBeLessThanOrEqual(fewer.week);
        expect(fewer.week).toBeLessThanOrEqual(fewer.month);
        expect(fewer.month).toBeLessThanOrEqual(1);
        expect(oddsOf(slow, difficulty * 2)!.month).toBeLessThanOrEqual(fewer.month);
      }),
    );
  });

  it('are above zero however small', () => {
    const { day } = oddsOf(1, 1e24)!;
    expect(day).toBeCloseTo(8.64e-20, 30);
    expect(day).toBeGreaterThan(0);
  });

  it.each([
    [0, 1e9],
    [1e9, null],
    [1e9, 0],
    [NaN, 1e9],
  ])('are not known at a rate of %d and a difficulty of %d', (rate, difficulty) => {
    expect(oddsOf(rate, difficulty)).toBeNull();
  });
});
