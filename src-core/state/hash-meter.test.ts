import { describe, expect, it } from 'vitest';
import { addHashes, emptyMeter, hashRateOver } from './hash-meter.ts';

const count = (atMs: number, hashes = 1_000, elapsedMs = 1_000) => ({ atMs, hashes, elapsedMs });

describe('a hash meter', () => {
  it('has no rate without a count', () => {
    expect(hashRateOver(emptyMeter(), 10_000, 1_000)).toBe(0);
  });

  it('keeps the counts of a minute', () => {
    let meter = emptyMeter();
    for (let atMs = 1_000; atMs <= 70_000; atMs += 1_000) meter = addHashes(meter, count(atMs));
    expect(meter.counts).toHaveLength(60);
    expect(meter.counts[0]?.atMs).toBe(11_000);
    expect(meter.sinceMs).toBe(0);
  });

  it('takes two counts of one moment together, and begins again after a clock that went back', () => {
    const meter = addHashes(addHashes(emptyMeter(), count(5_000)), count(5_000));
    expect(hashRateOver(meter, 10_000, 5_000)).toBe(2_000);
    expect(addHashes(meter, count(4_999))).toEqual(addHashes(emptyMeter(), count(4_999)));
  });

  it('counts what reaches out of the window by its share of time', () => {
    const meter = addHashes(addHashes(emptyMeter(), count(10_000, 4_000, 4_000)), count(12_000, 0));
    // Of the 4,000 within 6 to 10 s, half lie in the last 4 s.
    expect(hashRateOver(meter, 4_000, 12_000)).toBe(500);
  });

  it('counts what took no time as a whole', () => {
    const meter = addHashes(addHashes(emptyMeter(), count(1_000, 10)), count(2_000, 10, 0));
    // Two times ten within 2 s.
    expect(hashRateOver(meter, 10_000, 2_000)).toBe(10);
    expect(hashRateOver(addHashes(emptyMeter(), count(1_000, 10, 0)), 10_000, 1_000)).toBe(0);
  });

  it('takes the time until the next count is overdue for no idleness', () => {
    const meter = addHashes(emptyMeter(), count(10_000, 10_000, 10_000));
    expect(hashRateOver(meter, 10_000, 11_500)).toBe(1_000);
    expect(hashRateOver(meter, 10_000, 12_500)).toBe(900);
  });
});
