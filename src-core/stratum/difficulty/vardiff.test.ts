/**
 * Vardiff with simulated machines from 1 GH/s to 200 TH/s, whose shares are even.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BORDERLINE_ERROR,
  HOUR_MS,
  MINUTE_MS,
  SETTLING_MS,
  changesBetween,
  errorAt,
  levelAt,
  simulate,
  steady,
  worstCases,
} from '../tests/simulated-machine.ts';
import { Vardiff } from './vardiff.ts';

/** Rates between two decades (hashes per second), evenly. */
const rateBetween = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((log) => 10 ** log);
const RATES = [
  ['1 to 30 GH/s', rateBetween(9, 10.5)],
  ['30 GH/s to 1 TH/s', rateBetween(10.5, 12)],
  ['1 to 14 TH/s', rateBetween(12, 13.15)],
  ['14 to 200 TH/s', rateBetween(13.15, Math.log10(2e14))],
] as const;
/** Of each of them. */
const RUNS = { numRuns: 40 };
const anyLevel = fc.integer({ min: 0, max: 256 });
const anyPhase = fc.double({ min: 0.001, max: 1, noNaN: true });
const note = worstCases();

describe('vardiff of a machine with even shares', () => {
  it.each(RATES)('settles within 20 shares or 3 minutes, then stays: %s', (_rates, rates) => {
    fc.assert(
      fc.property(rates, anyLevel, anyPhase, (rate, startLevel, phase) => {
        const trace = simulate(
          steady(() => rate, phase),
          startLevel,
          SETTLING_MS + HOUR_MS,
        );
        const error = errorAt(trace, trace.settledMs, rate);
        const changes = changesBetween(trace, trace.settledMs, trace.settledMs + HOUR_MS);
        note('even: levels away from rate x period when settled', error);
        note('even: changes in the hour after', changes);
        expect(error).toBeLessThanOrEqual(BORDERLINE_ERROR);
        expect(changes).toBeLessThanOrEqual(4);
        expect(errorAt(trace, HOUR_MS, rate)).toBeLessThanOrEqual(BORDERLINE_ERROR);
      }),
      RUNS,
    );
  });

  it.each(RATES)('follows a halved or doubled rate within 2 minutes: %s', (_rates, rates) => {
    fc.assert(
      fc.property(
        rates,
        anyLevel,
        anyPhase,
        fc.constantFrom(0.5, 2),
        (rate, startLevel, phase, factor) => {
          const flipMs = 20 * MINUTE_MS;
          const machine = steady((ms) => (ms < flipMs ? rate : factor * rate), phase);
          const trace = simulate(machine, startLevel, flipMs + 2 * MINUTE_MS);
          const followedMs = [flipMs, ...trace.levels.map(({ ms }) => ms)].find(
            (ms) => ms >= flipMs && errorAt(trace, ms, factor * rate) <= BORDERLINE_ERROR,
          );
          const seconds = ((followedMs ?? Infinity) - flipMs) / 1000;
          note(`even: seconds to follow a rate ${factor === 2 ? 'doubled' : 'halved'}`, seconds);
          expect(seconds).toBeLessThanOrEqual(120);
          expect(errorAt(trace, flipMs + 2 * MINUTE_MS, factor * rate)).toBeLessThanOrEqual(
            BORDERLINE_ERROR,
          );
        },
      ),
      RUNS,
    );
  });
});
describe('the range of vardiff', () => {
  it('ends at the easiest level configured', () => {
    const trace = simulate(
      steady(() => 1e9, 0.5),
      60,
      HOUR_MS,
      42,
    );
    expect(levelAt(trace, HOUR_MS)).toBe(42);
  });

  it('ends at what a block asks for, which wins over the easiest level', () => {
    const trace = simulate(
      steady(() => 1e9, 0.5),
      60,
      10 * MINUTE_MS,
      42,
      100_000_000,
    );
    expect(trace.levels).toEqual([{ ms: 0, level: 27 }]);
  });

  it('follows blocks that become easier at once', () => {
    const options = { periodSeconds: 10, minLevel: 10, startLevel: 50 };
    const vardiff = new Vardiff(options, 2 ** 58, 0);
    expect(vardiff.passTime(2 ** 20, 1)).toBe(true);
    expect(vardiff.level).toBe(20);
  });

  it('eases for a machine that went silent, and is back soon after it returns', () => {
    const rate = 18e12;
    const pauseMs = [HOUR_MS, HOUR_MS + 20 * MINUTE_MS] as const;
    const machine = steady((ms) => (ms > pauseMs[0] && ms < pauseMs[1] ? 1 : rate), 0.5);
    const trace = simulate(machine, 44, 2 * HOUR_MS, 42);
    expect(levelAt(trace, pauseMs[1])).toBe(42);
    expect(errorAt(trace, pauseMs[1] + MINUTE_MS, rate)).toBeLessThanOrEqual(1);
  });

  it('is not driven up by easy shares that were under way while it rose', () => {
    const options = { periodSeconds: 10, minLevel: 0, startLevel: 30 };
    const vardiff = new Vardiff(options, 2 ** 58, 0);
    // 2^34 hashes per second: a share every 62.5 ms at level 30.
    for (let i = 1; i <= 4; i++) vardiff.countShare(2 ** 30, 2 ** 58, i * 62.5);
    const raised = vardiff.level;
    expect(raised).toBeGreaterThan(30);
    for (let i = 5; i <= 40; i++) vardiff.countShare(2 ** 30, 2 ** 58, i * 62.5);
    expect(vardiff.level).toBeLessThanOrEqual(Math.round(34 + Math.log2(10)));
  });
});
