import { describe, expect, it } from 'vitest';
import { AddressLimits } from './address-limits.ts';

/** An address that has sent as many bad lines as it may. */
function exhausted(address = 'a'): AddressLimits {
  const limits = new AddressLimits(2, true);
  for (let line = 0; line < 3; line++) limits.spendBadLine(address, 0);
  return limits;
}

describe('the bad lines of an address', () => {
  it('allow a burst, and one more each second', () => {
    const limits = new AddressLimits(2, true);
    expect([0, 0, 0, 999, 1000, 1000].map((nowMs) => limits.spendBadLine('a', nowMs))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(limits.spendBadLine('b', 0)).toBe(true);
  });

  it('block new connections until it may send one again', () => {
    const limits = exhausted();
    expect(['a', 'b'].map((address) => limits.isBlocked(address, 999))).toEqual([true, false]);
    expect(limits.isBlocked('a', 1_000)).toBe(false);
  });

  it('block no address whose machines mine, nor for ten minutes after', () => {
    const limits = exhausted();
    limits.mines('a', 0);
    expect([limits.isBlocked('a', 500), limits.spendBadLine('a', 500)]).toEqual([false, true]);
    for (let line = 0; line < 3; line++) limits.spendBadLine('a', 600_001);
    expect(limits.isBlocked('a', 600_001)).toBe(true);
  });

  it('do not count on this computer, where that is exempt', () => {
    expect(exhausted('127.0.0.1').spendBadLine('127.0.0.1', 0)).toBe(true);
    const strict = new AddressLimits(0, false);
    expect(strict.spendBadLine('127.0.0.1', 0)).toBe(false);
  });

  it('are remembered for ten thousand addresses', () => {
    const limits = exhausted('first');
    for (let i = 0; i < 10_000; i++) limits.spendBadLine(`address ${i}`, 0);
    expect(limits.isBlocked('first', 0)).toBe(false);
  });
});
