import { describe, expect, it } from 'vitest';
import { RigRates } from './rig-rates.ts';
import type { StratumEvent } from '../stratum-events.ts';

const reported = (book: RigRates, nowMs: number): StratumEvent[] => {
  const events: StratumEvent[] = [];
  book.report((event) => events.push(event), 3, nowMs);
  return events;
};

describe('a rig', () => {
  it('keeps its hash rate over many short sessions', () => {
    const book = new RigRates(0);
    for (let nowMs = 0; nowMs < 600_000; nowMs += 3000) {
      book.join('garage', nowMs);
      book.countShare('garage', 3e12, nowMs + 1500);
      book.leave('garage', nowMs + 2900);
    }
    const rig = reported(book, 600_000).find((event) => event.type === 'rig-measured');
    expect(rig).toMatchObject({ rig: 'garage', sessions: 0 });
    expect(rig?.hashRate.tenMinutes.hashesPerSecond).toBeCloseTo(1e12, -11);
  });

  it('adds up its sessions and all rigs', () => {
    const book = new RigRates(0);
    for (const name of ['a', 'a', 'b']) book.join(name, 0);
    for (const name of ['a', 'a', 'b']) book.countShare(name, 1e9, 5000);
    const events = reported(book, 10_000);
    expect(events[0]).toMatchObject({ type: 'stratum-measured', sessions: 3 });
    expect(
      events.map((event) => ('hashRate' in event ? event.hashRate.oneHour.hashesPerSecond : 0)),
    ).toEqual([3e8, 2e8, 1e8]);
  });

  it('that left without a share are mostly forgotten when there are many', () => {
    const book = new RigRates(0);
    book.join('here', 0);
    for (let i = 0; i < 20_000; i++) {
      book.join(`name ${i}`, i);
      book.leave(`name ${i}`, i);
    }
    expect(book.size).toBe(1_001);
    // And they are not reported.
    const rigs = reported(book, 20_000).flatMap((e) => (e.type === 'rig-measured' ? [e.rig] : []));
    expect(rigs).toEqual(['here']);
  });

  it('that was away for more than a minute is measured from its return on', () => {
    const book = new RigRates(0);
    for (const [name, awayMs] of [['short', 60_000] as const, ['long', 1_800_000] as const]) {
      book.join(name, 0);
      for (let atMs = 1000; atMs <= 60_000; atMs += 1000) book.countShare(name, 1e12, atMs);
      book.leave(name, 60_000);
      const backMs = 60_000 + awayMs;
      book.join(name, backMs);
      for (let atMs = 1000; atMs <= 60_000; atMs += 1000) {
        book.countShare(name, 1e12, backMs + atMs);
      }
      const rig = reported(book, backMs + 60_000).find(
        (event) => event.type === 'rig-measured' && event.rig === name,
      );
      const tenMinutes = rig?.type === 'rig-measured' ? rig.hashRate.tenMinutes : null;
      expect(tenMinutes?.hashesPerSecond).toBeCloseTo(name === 'long' ? 1e12 : 120e12 / 180, -9);
      book.leave(name, backMs + 60_000);
    }
  });

  it('is forgotten an hour after it left', () => {
    const book = new RigRates(0);
    book.join('a', 0);
    book.countShare('a', 1e9, 0);
    book.leave('a', 0);
    const counts = [3_600_000, 3_605_001, 3_610_001].map((nowMs) => reported(book, nowMs).length);
    expect(counts).toEqual([2, 2, 1]);
  });

  it('is forgotten then even if one that came before it left much later', () => {
    const book = new RigRates(0);
    for (const name of ['first', 'second']) {
      book.join(name, 0);
      book.countShare(name, 1e9, 0);
    }
    book.leave('second', 0);
    book.leave('first', 3_000_000);
    reported(book, 3_700_000);
    expect(book.size).toBe(1);
  });

  it('is reported every five seconds, all together each time', () => {
    const book = new RigRates(0);
    book.join('a', 0);
    const counts = [4999, 5000, 9999, 10_000].map((nowMs) => reported(book, nowMs).length);
    expect(counts).toEqual([1, 2, 1, 2]);
  });

  it('leaves once, however often that is reported', () => {
    const book = new RigRates(0);
    book.join('a', 0);
    for (let i = 0; i < 3; i++) book.leave('a', 0);
    book.leave('never here', 0);
    book.countShare('never here', 1e9, 0);
    expect(book.size).toBe(1);
    book.join('a', 0);
    expect(reported(book, 5000)[1]).toMatchObject({ rig: 'a', sessions: 1 });
  });

  it('is not forgotten earlier because another one comes and goes', () => {
    const book = new RigRates(0);
    book.join('away', 0);
    book.leave('away', 0);
    for (let i = 0; i < 2000; i++) {
      book.join('flapping', i);
      book.leave('flapping', i);
    }
    // With another connection that stays, too.
    book.join('flapping', 2000);
    for (let i = 0; i < 2000; i++) {
      book.join('flapping', 2000 + i);
      book.leave('flapping', 2000 + i);
    }
    expect(book.size).toBe(2);
  });
});

describe('the total', () => {
  it('is right at once for a rig that comes long after the server started', () => {
    const book = new RigRates(0);
    const startMs = 1_800_000;
    book.join('late', startMs);
    for (let atMs = 1000; atMs <= 60_000; atMs += 1000)
      book.countShare('late', 1e12, startMs + atMs);
    const { oneMinute, oneHour } = book.total(startMs + 60_000);
    expect(oneMinute.hashesPerSecond).toBeCloseTo(1e12, -11);
    expect(oneHour.hashesPerSecond).toBeCloseTo(1e12, -11);
  });

  it('is as certain as its parts together', () => {
    const book = new RigRates(0);
    for (const name of ['a', 'b', 'c', 'd']) {
      book.join(name, 0);
      for (let i = 1; i <= 25; i++) book.countShare(name, 1e12, i * 1000);
    }
    const { hashesPerSecond, relativeError } = book.total(50_000).oneMinute;
    expect(hashesPerSecond).toBeCloseTo(2e12, -9);
    expect(relativeError).toBeCloseTo(1 / Math.sqrt(100), 10);
  });

  it('is with one that is here, however long ago its share was, and however often it joined', () => {
    const book = new RigRates(0);
    book.join('a', 0);
    book.countShare('a', 1e12, 500);
    book.join('a', 200_000);
    book.leave('a', 200_001);
    expect(book.total(400_000).oneHour.hashesPerSecond).toBeCloseTo(2.5e9);
  });

  it('is without those that left, but for the moment in which they may be reconnecting', () => {
    const book = new RigRates(0);
    book.join('a', 0);
    book.countShare('a', 1e12, 500);
    book.leave('a', 1000);
    expect(book.total(61_000).oneHour.hashesPerSecond).toBeGreaterThan(0);
    expect(book.total(61_001).oneHour).toEqual({ hashesPerSecond: 0, relativeError: null });
  });
});
