import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../tests/seeded-random.ts';
import { HashRateMeter } from './hash-rate-meter.ts';

/** Share times (ms) of a machine of `rate` whose shares come by chance. */
function* sharesByChance(
  rate: number,
  difficulty: number,
  random: () => number,
): Generator<number> {
  for (let atMs = 0; ;) {
    atMs += ((-Math.log(1 - random()) * difficulty) / rate) * 1000;
    yield atMs;
  }
}

describe('the hash rate of a session', () => {
  it('is sum(difficulty) / elapsed', () => {
    const meter = new HashRateMeter(1000);
    for (let i = 1; i <= 30; i++) meter.countShare(1e12, 1000 + i * 1000);
    expect(meter.estimates(31_000).oneMinute.hashesPerSecond).toBeCloseTo(1e12);
    expect(meter.estimates(31_000).oneHour.hashesPerSecond).toBeCloseTo(1e12);
    expect(meter.estimates(31_000).oneHour.relativeError).toBeCloseTo(1 / Math.sqrt(30));
  });

  it('falls while no share comes, and is forgotten by the shorter window first', () => {
    const meter = new HashRateMeter(0);
    for (let i = 1; i <= 60; i++) meter.countShare(1e12, i * 1000);
    const later = meter.estimates(120_000);
    expect(later.oneMinute.hashesPerSecond).toBeLessThan(0.1e12);
    expect(later.tenMinutes.hashesPerSecond).toBeCloseTo(0.5e12, -10);
    expect(meter.estimates(4_000_000).oneHour).toEqual({ hashesPerSecond: 0, relativeError: null });
  });

  it('has the error of the shares within its window alone', () => {
    const meter = new HashRateMeter(0);
    for (let i = 1; i <= 60; i++) meter.countShare(1000, i * 1000);
    for (let i = 61; i <= 130; i++) meter.countShare(1, i * 1000);
    const { oneMinute } = meter.estimates(130_000);
    expect(oneMinute.relativeError).toBeCloseTo(1 / Math.sqrt(60), 1);
    expect(oneMinute.hashesPerSecond).toBeCloseTo(1, 1);
    // After a pause longer than the window.
    for (let i = 0; i < 4; i++) meter.countShare(5, 1_000_000);
    expect(meter.estimates(1_000_000).oneMinute.relativeError).toBeCloseTo(0.5);
  });

  it('is unknown before the first share, whatever the time', () => {
    const meter = new HashRateMeter(500);
    expect(meter.estimates(500).oneMinute).toEqual({ hashesPerSecond: 0, relativeError: null });
    meter.countShare(1e12, 500);
    expect(meter.estimates(500).oneMinute).toEqual({ hashesPerSecond: 0, relativeError: null });
    expect(meter.estimates(501).oneMinute.hashesPerSecond).toBeCloseTo(1e15);
  });

  it('is within four standard deviations of the truth for machines of any speed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 9, max: 14.3, noNaN: true }),
        fc.integer(),
        (rateLog10, seed) => {
          const rate = 10 ** rateLog10;
          const meter = new HashRateMeter(0);
          for (const atMs of sharesByChance(rate, rate * 5, seededRandom(seed))) {
            if (atMs > 3_000_000) break;
            meter.countShare(rate * 5, atMs);
          }
          const { hashesPerSecond, relativeError } = meter.estimates(3_000_000).oneHour;
          expect(relativeError).toBeCloseTo(1 / Math.sqrt(600), 2);
          expect(Math.abs(hashesPerSecond / rate - 1) / (relativeError ?? 0)).toBeLessThan(4);
        },
      ),
      { numRuns: 50, seed: 1 },
    );
  });
});
