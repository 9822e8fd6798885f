import { describe, expect, it } from 'vitest';
import { trendOf } from './trend.ts';

const series = (count: number, of: (index: number) => number): number[] =>
  Array.from({ length: count }, (_, index) => of(index));

describe('a trend', () => {
  it('does not see the warm-up', () => {
    const values = series(100, (index) => (index < 40 ? index : 40));
    expect(trendOf(values)).toEqual({ before: 40, after: 40, growth: 0 });
  });

  it('sees what grows on', () => {
    expect(trendOf(series(100, (index) => 100 + index)).growth).toBeGreaterThan(0.25);
  });

  it('sees what falls as negative growth', () => {
    expect(trendOf(series(100, (index) => 200 - index)).growth).toBeLessThan(0);
  });

  it('is not misled by single high measurements', () => {
    const values = series(50, (index) => (index % 7 === 0 ? 1_000 : 100));
    expect(trendOf(values).growth).toBe(0);
  });

  it('sees what was not there before', () => {
    expect(trendOf(series(50, (index) => (index < 35 ? 0 : 3))).growth).toBe(Infinity);
    expect(trendOf(series(50, () => 0)).growth).toBe(0);
  });

  it('needs ten measurements', () => {
    expect(() => trendOf(series(9, () => 1))).toThrow(RangeError);
  });
});
