import { describe, expect, it } from 'vitest';
import { createMicrosecondClock } from './microsecond-clock.ts';

describe('the microsecond clock', () => {
  it('counts microseconds between the ticks of the system clock', () => {
    const fine = { ms: 1000 };
    const now = createMicrosecondClock(
      () => Math.floor(fine.ms),
      () => fine.ms,
    );
    expect(now()).toBe(1_000_000);
    fine.ms = 1000.25;
    expect(now()).toBe(1_000_250);
  });

  it('follows the system clock after the computer slept', () => {
    const time = { wall: 1000, fine: 1000 };
    const now = createMicrosecondClock(
      () => time.wall,
      () => time.fine,
    );
    expect(now()).toBe(1_000_000);
    Object.assign(time, { wall: 3_601_001, fine: 1001 });
    expect(now()).toBe(3_601_001_000);
    Object.assign(time, { wall: 3_601_002, fine: 1002.5 });
    expect(now()).toBe(3_601_002_500);
  });

  it('is set to a system clock that is more than 20 ms away', () => {
    const clockAt = (wall: number) =>
      createMicrosecondClock(
        () => wall,
        () => 1000,
      )();
    expect([clockAt(1020), clockAt(1020.5), clockAt(980), clockAt(979)]).toEqual([
      ...[1_000_000, 1_020_500, 1_000_000, 979_000],
    ]);
  });

  it('goes on', () => {
    const now = createMicrosecondClock();
    const first = now();
    const startedAt = performance.now();
    while (performance.now() < startedAt + 2);
    expect(now()).toBeGreaterThan(first);
  });

  it('differs from the system clock by its drift limit of 20 ms at most', () => {
    const now = createMicrosecondClock();
    const before = Date.now();
    const ms = now() / 1000;
    expect(ms).toBeGreaterThanOrEqual(before - 20);
    expect(ms).toBeLessThanOrEqual(Date.now() + 20);
  });
});
