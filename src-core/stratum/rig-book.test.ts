import { describe, expect, it } from 'vitest';
import { RigBook } from './rig-book.ts';
import type { StratumEvent } from './stratum-events.ts';

const reported = (book: RigBook, nowMs: number): StratumEvent[] => {
  const events: StratumEvent[] = [];
  book.report((event) => events.push(event), nowMs);
  return events;
};

describe('a rig', () => {
  it('keeps its hash rate over many short sessions', () => {
    const book = new RigBook(0);
    for (let nowMs = 0; nowMs < 600_000; nowMs += 3000) {
      book.join('garage', nowMs);
      book.countShare('garage', 3e12, nowMs + 1500);
      book.leave('garage', nowMs + 2900);
    }
    const rig = reported(book, 600_000).find((event) => event.type === 'rig-measured');
    expect(rig).toMatchObject({ rig: 'garage', sessions: 0 });
    expect(rig?.hashrate.tenMinutes.hashesPerSecond).toBeCloseTo(1e12, -11);
  });

  it('adds up its sessions and all rigs', () => {
    const book = new RigBook(0);
    for (const name of ['a', 'a', 'b']) book.join(name, 0);
    for (const name of ['a', 'a', 'b']) book.countShare(name, 1e9, 5000);
    const events = reported(book, 10_000);
    expect(events[0]).toMatchObject({ type: 'stratum-measured', sessions: 3 });
    expect(
      events.map((event) => ('hashrate' in event ? event.hashrate.oneHour.hashesPerSecond : 0)),
    ).toEqual([3e8, 2e8, 1e8]);
  });

  it('is forgotten an hour after it left', () => {
    const book = new RigBook(0);
    book.join('a', 0);
    book.leave('a', 0);
    expect(reported(book, 3_600_001).length).toBe(2);
    expect(reported(book, 3_700_000).length).toBe(1);
  });
});

describe('the level of a machine that left', () => {
  it('is remembered for ten minutes', () => {
    const book = new RigBook(0);
    book.rememberLevel('m', 47, 0);
    expect(book.recallLevel('m', 600_000)).toBe(47);
    expect(book.recallLevel('m', 600_001)).toBeNull();
    expect(book.recallLevel('other', 0)).toBeNull();
  });

  it('is forgotten when there are too many', () => {
    const book = new RigBook(0);
    for (let i = 0; i < 10_001; i++) book.rememberLevel(`m${i}`, 47, i);
    expect(book.recallLevel('m0', 10_001)).toBeNull();
    expect(book.recallLevel('m1', 10_001)).toBe(47);
  });
});
