import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartSteps, stretchesOf, TIERS } from './point-tiers.ts';
import type { Tier } from './point-tiers.ts';

const DAY_MS = 86_400_000;
const HOUR = 3_600;
const NOW = 1_700_000_000;
const [SECONDS, MINUTES, HOURS] = TIERS;

describe('the steps of a chart', () => {
  it.each([
    ['an hour', 3_600_000, 10, 30],
    ['a day', DAY_MS, 60, 600],
    ['a week', 7 * DAY_MS, 60, 4_080],
    ['a month', 30 * DAY_MS, 3_600, 18_000],
    ['a year', 365 * DAY_MS, 3_600, 212_400],
  ])('of %s are made of few points', (_, spanMs, tier, seconds) => {
    const steps = chartSteps(NOW * 1000 - spanMs, NOW * 1000, 150);
    expect([steps.tier.seconds, steps.seconds]).toEqual([tier, seconds]);
  });

  it('are never more than wanted, and made of whole points', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 4e11 }),
        fc.integer({ min: 2, max: 1_000 }),
        (fromMs, spanMs, points) => {
          const { seconds, tier } = chartSteps(fromMs, fromMs + spanMs, points);
          const first = Math.floor(fromMs / 1000 / seconds);
          const last = Math.floor((fromMs + spanMs) / 1000 / seconds);
          expect(last - first + 1).toBeLessThanOrEqual(points);
          expect(seconds % tier.seconds).toBe(0);
        },
      ),
    );
  });
});

describe('the points that a chart reads', () => {
  const firsts = (seconds: number | null, minutes: number | null) => (tier: Tier) =>
    tier === SECONDS ? seconds : minutes;
  const hour = { seconds: 30, tier: SECONDS };

  it('are the shortest where they are kept, joined with longer ones at full hours', () => {
    const from = NOW - 40 * 24 * HOUR;
    const [seconds, minutes] = [NOW - HOUR - 77, NOW - 24 * HOUR - 77];
    const full = (at: number) => Math.floor(at / HOUR) * HOUR;
    expect(stretchesOf(from * 1000, NOW * 1000, hour, firsts(seconds, minutes))).toEqual([
      { tier: SECONDS, from: full(seconds), to: NOW + 1 },
      { tier: MINUTES, from: full(minutes), to: full(seconds) },
      { tier: HOURS, from: from - HOUR + 1, to: full(minutes) },
    ]);
  });

  it('of a range that short points cover are no others', () => {
    const from = NOW - 1_800;
    const [seconds, minutes] = [NOW - 1_900, NOW - 1_900];
    expect(stretchesOf(from * 1000, NOW * 1000, hour, firsts(seconds, minutes))).toEqual([
      { tier: SECONDS, from, to: NOW + 1 },
    ]);
  });

  it('of a long range are no shorter than it needs, and hours where nothing else is left', () => {
    const year = chartSteps((NOW - 365 * 24 * HOUR) * 1000, NOW * 1000, 150);
    const tiersOf = (read: ReturnType<typeof stretchesOf>) => read.map(({ tier }) => tier);
    expect(tiersOf(stretchesOf(0, NOW * 1000, year, firsts(NOW - 9, NOW - 9)))).toEqual([HOURS]);
    expect(tiersOf(stretchesOf(0, NOW * 1000, hour, firsts(null, null)))).toEqual([HOURS]);
  });

  it('cover each moment once', () => {
    const at = fc.integer({ min: 0, max: 2e6 });
    fc.assert(
      fc.property(at, at, fc.option(at), fc.option(at), (from, length, seconds, minutes) => {
        const read = stretchesOf(
          from * 1000,
          (from + length) * 1000,
          hour,
          firsts(seconds, minutes),
        );
        let end = from + length + 1;
        for (const { from: start, to } of read) {
          expect(to).toBe(end);
          expect(start).toBeLessThan(to);
          end = start;
        }
        expect(end).toBeLessThanOrEqual(from);
      }),
    );
  });
});
