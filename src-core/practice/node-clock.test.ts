import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createForwardClock, createWallClock } from './node-clock.ts';

describe('the wall clock', () => {
  it('counts microseconds between the ticks of the wall', () => {
    const fine = { ms: 1000 };
    const now = createWallClock(
      () => Math.floor(fine.ms),
      () => fine.ms,
    );
    expect(now()).toBe(1_000_000);
    fine.ms = 1000.25;
    expect(now()).toBe(1_000_250);
  });

  it('follows the wall after the computer slept', () => {
    const time = { wall: 1000, fine: 1000 };
    const now = createWallClock(
      () => time.wall,
      () => time.fine,
    );
    expect(now()).toBe(1_000_000);
    Object.assign(time, { wall: 3_601_001, fine: 1001 });
    expect(now()).toBe(3_601_001_000);
    Object.assign(time, { wall: 3_601_002, fine: 1002.5 });
    expect(now()).toBe(3_601_002_500);
  });

  it('is near the system time', () => {
    expect(Math.abs(createWallClock()() / 1000 - Date.now())).toBeLessThan(100);
  });
});

describe('the forward clock', () => {
  it('goes on from where it was when the clock is set back', () => {
    const source = { micros: 5000 };
    const now = createForwardClock(() => source.micros, 0n);
    expect(now()).toBe(5000n);
    source.micros = 1000;
    expect(now()).toBe(5000n);
    source.micros = 1300;
    expect(now()).toBe(5300n);
  });

  it('begins no earlier than it must', () => {
    const source = { micros: 1000 };
    const now = createForwardClock(() => source.micros, 9000n);
    expect(now()).toBe(9000n);
    source.micros = 1001;
    expect(now()).toBe(9001n);
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (readings) => {
        const source = { micros: 0 };
        const now = createForwardClock(() => source.micros, 0n);
        let last = 0n;
        for (const reading of readings) {
          source.micros = reading;
          const next = now();
          expect(next >= last).toBe(true);
          last = next;
        }
      }),
    );
  });
});
