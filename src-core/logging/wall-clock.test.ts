import { describe, expect, it } from 'vitest';
import { createWallClock } from './wall-clock.ts';

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
