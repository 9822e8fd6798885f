import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../stratum-limits.ts';
import { AddressAllowances } from './address-allowances.ts';

const withBadLines = (maxBadLinesPerAddress: number, isLoopbackExempt = true): AddressAllowances =>
  new AddressAllowances({ ...DEFAULT_LIMITS, maxBadLinesPerAddress }, isLoopbackExempt);

/** An address that has sent as many bad lines as it may. */
function exhausted(address = 'a'): AddressAllowances {
  const limits = withBadLines(2);
  for (let line = 0; line < 3; line++) limits.spendBadLine(address, 0);
  return limits;
}

describe('the bad lines of an address', () => {
  it('allow a burst, and one more each second', () => {
    const limits = withBadLines(2);
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
    const strict = withBadLines(0, false);
    expect(strict.spendBadLine('127.0.0.1', 0)).toBe(false);
  });

  it('are those of a whole IPv6 network, whose addresses one computer can take in turn', () => {
    const limits = withBadLines(2);
    const at = (host: number): string => `2001:db8:1:2::${host.toString(16)}`;
    const sent = Array.from({ length: 50 }, (_, host) => limits.spendBadLine(at(host), 0));
    expect(sent.filter(Boolean).length).toBe(2);
    expect(limits.isBlocked(at(99), 0)).toBe(true);
    expect(limits.isBlocked('2001:db8:1:3::1', 0)).toBe(false);
    limits.mines(at(7), 0);
    expect(limits.isBlocked(at(99), 0)).toBe(false);
  });

  it('are remembered for ten thousand addresses', () => {
    const limits = exhausted('first');
    for (let i = 0; i < 10_000; i++) limits.spendBadLine(`address ${i}`, 0);
    expect(limits.isBlocked('first', 0)).toBe(false);
  });
});

describe('new connections of an address', () => {
  const limits = (): AddressAllowances =>
    new AddressAllowances(
      { ...DEFAULT_LIMITS, connectionsAtOnce: 4, connectionsPerSecond: 2 },
      true,
    );
  const admitted = (of: AddressAllowances, address: string, count: number, nowMs: number): number =>
    Array.from({ length: count }, () => of.spendConnection(address, nowMs)).filter(Boolean).length;

  it('are limited at once and in each second', () => {
    const one = limits();
    expect(admitted(one, 'a', 100, 0)).toBe(4);
    expect(admitted(one, 'a', 100, 1_000)).toBe(2);
    expect(admitted(one, 'b', 100, 1_000)).toBe(4);
  });

  it('are more where machines mine, whatever a flood from there used up before', () => {
    const one = limits();
    admitted(one, 'a', 100, 0);
    one.mines('a', 0);
    expect(one.spendConnection('a', 0)).toBe(true);
    expect(admitted(one, 'a', 100, 0)).toBe(31);
    expect(admitted(one, '127.0.0.1', 100, 0)).toBe(32);
  });

  it('count for a whole IPv6 network, and for each address of a local one', () => {
    const admittedIn = (prefix: string): number => {
      const one = limits();
      const hosts = Array.from({ length: 50 }, (_, host) => `${prefix}${host.toString(16)}`);
      return hosts.filter((address) => one.spendConnection(address, 0)).length;
    };
    expect(admittedIn('2001:db8::')).toBe(4);
    expect(admittedIn('fe80::')).toBe(50);
    expect(admittedIn('fd12::')).toBe(50);
  });

  it('of one address cannot use up nonce1, however long they come and go', () => {
    const one = new AddressAllowances(DEFAULT_LIMITS, true);
    let last30s = 0;
    for (let second = 0; second < 60; second++) {
      if (second === 30) last30s = 0;
      last30s += admitted(one, '127.0.0.1', 5_000, second * 1_000);
    }
    // Those of 30 s rest; this many of 65,536.
    expect(last30s).toBeLessThan(4_000);
  });
});

describe('sessions of an address', () => {
  it('are more in an IPv6 network that mines: it may be a whole farm', () => {
    const limits = new AddressAllowances({ ...DEFAULT_LIMITS, maxSessionsPerAddress: 10 }, true);
    const [farm, house] = ['2001:db8:1:2::1', '192.0.2.1'];
    for (const address of [farm, house]) expect(limits.maxSessions(address, 0)).toBe(10);
    for (const address of [farm, house]) limits.mines(address, 0);
    expect(limits.maxSessions('2001:db8:1:2::2', 0)).toBe(80);
    expect(limits.maxSessions(house, 0)).toBe(10);
    expect(limits.maxSessions('127.0.0.1', 0)).toBe(Infinity);
  });
});
