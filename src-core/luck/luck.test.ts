import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../tests/seeded-random.ts';
import { luckBefore, luckOf } from './luck.ts';
import type { EffortSpan } from './luck.ts';

const HOUR_MS = 3_600_000;
const MONTH_HOURS = 30 * 24;
const NOW_MS = 1_790_000_000_000;

/**
 * A month at a steady rate while the difficulty wanders, and the blocks that it found: each takes an effort of
 * -ln(u), as the search has no memory.
 */
function simulatedMonth(random: () => number): [EffortSpan[], number[]] {
  const hourly = 0.02 + 0.3 * random();
  const spans: EffortSpan[] = [];
  const found: number[] = [];
  let left = -Math.log(1 - random());
  for (let hour = 0; hour < MONTH_HOURS; hour += 1) {
    const fromMs = NOW_MS - (MONTH_HOURS - hour) * HOUR_MS;
    const effort = hourly * (0.8 + 0.4 * random());
    spans.push({ fromMs, untilMs: fromMs + HOUR_MS, effort });
    let spent = 0;
    while (spent + left <= effort) {
      spent += left;
      found.push(Math.ceil(fromMs + (HOUR_MS * spent) / effort));
      left = -Math.log(1 - random());
    }
    left -= effort - spent;
  }
  return [spans, found];
}

const after = (found: readonly number[]) => (ms: number) => found.filter((at) => at > ms).length;

describe('luck', () => {
  it('lies in its range in 95 % of 1,000 simulated months, and their weeks and days', () => {
    const random = seededRandom(13);
    const within = { 1: 0, 7: 0, 30: 0 };
    for (let month = 0; month < 1_000; month += 1) {
      const [spans, found] = simulatedMonth(random);
      for (const { days, luck, range } of luckBefore(NOW_MS, spans, after(found))) {
        if (luck! >= range!.low && luck! <= range!.high) within[days] += 1;
      }
    }
    // Of 1,000 with a chance of 95 %, 950 ± 7 are within; whole blocks make the range a little wider than needed.
    expect(within[30]).toBeGreaterThan(940);
    expect(within[30]).toBeLessThan(980);
    expect(within[7]).toBeGreaterThan(940);
    expect(within[1]).toBeGreaterThan(940);
  });

  it('is what was found over what was expected, in each period', () => {
    const spans = [
      { fromMs: NOW_MS - 999 * HOUR_MS, untilMs: NOW_MS - 998 * HOUR_MS, effort: 50 },
      { fromMs: NOW_MS - 73 * HOUR_MS, untilMs: NOW_MS - 72 * HOUR_MS, effort: 2 },
      { fromMs: NOW_MS - 2 * HOUR_MS, untilMs: NOW_MS - HOUR_MS, effort: 2 },
    ];
    const found = [NOW_MS - HOUR_MS, NOW_MS - 72 * HOUR_MS, NOW_MS - 998 * HOUR_MS];
    expect(luckBefore(NOW_MS, spans, after(found))).toMatchObject([
      { days: 1, found: 1, expected: 2, luck: 0.5 },
      { days: 7, found: 2, expected: 4, luck: 0.5 },
      { days: 30, found: 2, expected: 4, luck: 0.5 },
    ]);
  });

  it('counts the part of an effort that lies within the period', () => {
    const from = NOW_MS - 25 * HOUR_MS;
    const spans = [{ fromMs: from, untilMs: from + 2 * HOUR_MS, effort: 3 }];
    expect(luckBefore(NOW_MS, spans, after([])).map(({ expected }) => expected)).toEqual([
      1.5, 3, 3,
    ]);
  });

  it('leaves out blocks from before effort was recorded', () => {
    const spans = [{ fromMs: NOW_MS - HOUR_MS, untilMs: NOW_MS, effort: 0.5 }];
    const found = [NOW_MS - 50 * HOUR_MS, NOW_MS - 2 * HOUR_MS, NOW_MS - 60_000];
    expect(luckBefore(NOW_MS, spans, after(found)).map((luck) => luck.found)).toEqual([1, 1, 1]);
    expect(luckBefore(NOW_MS, [], after(found)).map((luck) => luck.found)).toEqual([0, 0, 0]);
  });

  it('has the range of the count, over what was expected', () => {
    // 5 expected blocks are 1 to 10 found ones (see poisson-range.test.ts).
    expect(luckOf(6, 5)).toEqual({ expected: 5, luck: 1.2, range: { low: 0.2, high: 2 } });
  });

  it('is not known while nothing was tried', () => {
    expect(luckOf(0, 0)).toEqual({ expected: 0, luck: null, range: null });
  });

  it('grows with what was found, and falls with what was expected', () => {
    const found = fc.integer({ min: 0, max: 1_000 });
    const expected = fc.double({ min: 1e-6, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(found, expected, expected, (count, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(luckOf(count + 1, less).luck!).toBeGreaterThan(luckOf(count, less).luck!);
        expect(luckOf(count, more).luck!).toBeLessThanOrEqual(luckOf(count, less).luck!);
      }),
    );
  });
});
