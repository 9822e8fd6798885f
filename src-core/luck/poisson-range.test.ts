import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonRange } from './poisson-range.ts';

/** The part of the distribution from 0 to `count`, term by term from 0: exact for small expectations. */
function cumulative(count: number, expected: number): number {
  let term = Math.exp(-expected);
  let sum = 0;
  for (let k = 0; k <= count; k += 1) {
    sum += term;
    term *= expected / (k + 1);
  }
  return sum;
}

describe('the range of a Poisson count', () => {
  // Quantiles of 2.5 % and 97.5 %: of small expectations by hand (e^-3 is 0.0498), of others from tables.
  it.each([
    [0, 0, 0],
    [0.02, 0, 0],
    [0.1, 0, 1],
    [3, 0, 7],
    [5, 1, 10],
    [10, 4, 17],
    [100, 81, 120],
    // Of the normal distribution: 1.96 deviations of 2,000.
    [4e6, 3_996_080, 4_003_920],
  ])('of %d is %d to %d', (expected, low, high) => {
    expect(poissonRange(expected)).toEqual({ low, high });
  });

  it('is the narrowest with at most 2.5 % on either side', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 300, noNaN: true }), (expected) => {
        const { low, high } = poissonRange(expected);
        expect(cumulative(low - 1, expected)).toBeLessThan(0.025);
        expect(cumulative(low, expected)).toBeGreaterThanOrEqual(0.025 - 1e-12);
        expect(cumulative(high - 1, expected)).toBeLessThan(0.975);
        expect(cumulative(high, expected)).toBeGreaterThanOrEqual(0.975 - 1e-12);
      }),
    );
  });

  it('moves up with the expectation, also where sums give way to the normal distribution', () => {
    const expected = fc.double({ min: 0, max: 2e6, noNaN: true });
    fc.assert(
      fc.property(expected, expected, (one, other) => {
        const [less, more] = [
          poissonRange(Math.min(one, other)),
          poissonRange(Math.max(one, other)),
        ];
        expect(more.low).toBeGreaterThanOrEqual(less.low);
        expect(more.high).toBeGreaterThanOrEqual(less.high);
      }),
      { numRuns: 50 },
    );
  });

  it.each([-1, NaN, Infinity])('of %d does not exist', (expected) => {
    expect(() => poissonRange(expected)).toThrow(RangeError);
    expect(() => poissonRange(expected)).toThrow(String(expected));
  });
});
