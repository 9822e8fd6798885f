import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from './block-hash.ts';
import { adjustDifficulty, blockDifficulty, difficultyToTarget } from './difficulty.ts';
import { mkDifficulty, mkHashRate, targetToDifficulty } from './difficulty.ts';
import { MAX_TARGET, getTargetLevel, leveled, mkTarget, mkTargetLevel } from './target.ts';
import { targetFromBe, targetFromLe, targetToBe, targetToHexBe, targetToHexLe } from './target.ts';
import { targetToHexWords, targetToLe } from './target.ts';
import type { Target } from './target.ts';

const fromHex = (hex: string): Target => mkTarget(BigInt(`0x${hex}`));
const anyTarget = fc.bigInt(0n, MAX_TARGET).map(mkTarget);

describe('levels', () => {
  it.each([
    [0, 'f'.repeat(64)],
    [42, '00000000003fffffffffffffffffffffffffffffffffffffffffffffffffffff'],
    [50, '0000000000003fffffffffffffffffffffffffffffffffffffffffffffffffff'],
    [255, '1'.padStart(64, '0')],
    [256, '0'.repeat(64)],
  ])('level %i is a known target and comes back', (level, hex) => {
    expect(targetToHexBe(mkTargetLevel(level))).toBe(hex);
    expect(getTargetLevel(mkTargetLevel(level))).toBe(level);
  });

  it('counts the leading zero bits of any target', () => {
    expect(getTargetLevel(mkTarget(1n << 200n))).toBe(55);
  });

  it('refuses levels that do not exist', () => {
    for (const level of [-1, 257, 1.5, Number.NaN]) {
      expect(() => mkTargetLevel(level)).toThrow(RangeError);
      expect(() => mkTargetLevel(level)).toThrow(String(level));
    }
  });

  it('rounds a target to the easiest of its level', () => {
    fc.assert(
      fc.property(anyTarget, (target) => {
        const rounded = leveled(target);
        expect(getTargetLevel(rounded)).toBe(getTargetLevel(target));
        expect(rounded >= target).toBe(true);
        expect(rounded < 2n * target + 2n).toBe(true);
      }),
    );
  });
});

describe('targets', () => {
  it('are the numbers of 256 bits', () => {
    expect([mkTarget(0n), mkTarget(2n ** 256n - 1n)]).toEqual([0n, MAX_TARGET]);
    for (const value of [-1n, 2n ** 256n]) {
      expect(() => mkTarget(value)).toThrow(RangeError);
      expect(() => mkTarget(value)).toThrow(String(value));
    }
  });

  it.each([31, 33])('have 32 bytes, not %d', (length) => {
    for (const read of [targetFromLe, targetFromBe]) {
      expect(() => read(new Uint8Array(length))).toThrow(RangeError);
      expect(() => read(new Uint8Array(length))).toThrow(String(length));
    }
  });

  it('are read from the middle of a buffer, which stays as it is', () => {
    const buffer = Buffer.from([9, ...targetToLe(mkTarget(77n)), 9]);
    expect(targetFromLe(buffer.subarray(1, 33))).toBe(77n);
    expect(targetFromBe(buffer.subarray(1, 33))).toBe(77n << 248n);
    expect(buffer[1]).toBe(77);
  });
});

describe('target encodings', () => {
  const development = mkTarget(MAX_TARGET / 100_000n);

  it('gives the known bytes and texts of the development target', () => {
    expect(targetToHexBe(development)).toBe(
      '0000a7c5ac471b4784230fcf80dc33721d53cddd6e04c059210385c67dfe32a0',
    );
    expect(targetToHexLe(development)).toBe(
      'a032fe7dc685032159c0046eddcd531d7233dc80cf0f2384471b47acc5a70000',
    );
    expect(toBase64Url(targetToLe(development))).toBe(
      'oDL-fcaFAyFZwARu3c1THXIz3IDPDyOERxtHrMWnAAA',
    );
    expect(blockDifficulty(development)).toBe(100_000n);
  });

  it.each([
    ['mainnet01 genesis', 'MKiv2H1xBe7jlMF0WdiNF7m1HaJb6Uvec8sAAAAAAAA', 354173848056556n],
    ['testnet04 genesis', 'NZIklpW6xujSPrX3gyhXInfxxOS6JDjkW_GbGwAAAAA', 39824172937n],
  ])('knows the difficulty of the %s target', (_name, text, difficulty) => {
    expect(blockDifficulty(targetFromLe(Buffer.from(text, 'base64url')))).toBe(difficulty);
  });

  it('knows the difficulty of the recap-development target of later chains', () => {
    const target = fromHex('088f99632cadf39b0db7655be62cb7dbc84ebbd9a90e5b5756d3e7d9196c');
    expect(blockDifficulty(target)).toBe(1959741n);
  });

  it('prints the two texts external workers are given', () => {
    const target = fromHex('0000000000000115ac13d9523973628be59fc92b7b49c4a5715a566df6892449');
    expect(targetToHexWords(target)).toBe(
      '715a566df6892449e59fc92b7b49c4a5ac13d9523973628b0000000000000115',
    );
    expect(targetToHexLe(target)).toBe(
      '492489f66d565a71a5c4497b2bc99fe58b62733952d913ac1501000000000000',
    );
  });

  it('reads back what it wrote, in both byte orders', () => {
    fc.assert(
      fc.property(anyTarget, (target) => {
        expect(targetFromLe(targetToLe(target))).toBe(target);
        expect(targetFromBe(targetToBe(target))).toBe(target);
        expect(fromHex(targetToHexBe(target))).toBe(target);
      }),
    );
  });
});

describe('difficulty', () => {
  it('is the number of hashes expected, and its inverse returns to the target', () => {
    expect(targetToDifficulty(MAX_TARGET)).toBe(1);
    expect(targetToDifficulty(mkTargetLevel(42))).toBe(2 ** 42);
    expect(difficultyToTarget(mkDifficulty(2 ** 42))).toBe(mkTargetLevel(42));
    expect(difficultyToTarget(mkDifficulty(2 ** 256))).toBe(0n);
    fc.assert(
      fc.property(fc.double({ min: 1, max: 2 ** 200, noNaN: true }), (value) => {
        const back = targetToDifficulty(difficultyToTarget(mkDifficulty(value)));
        expect(Math.abs(back / value - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('is a number from 1 to 2^256', () => {
    expect([0.5, -1, 7, 2 ** 257, Infinity].map(mkDifficulty)).toEqual([
      ...[1, 1, 7, 2 ** 256, 2 ** 256],
    ]);
    expect(() => mkDifficulty(NaN)).toThrow(RangeError);
    expect(() => mkDifficulty(NaN)).toThrow('difficulty');
    expect(mkHashRate(0)).toBe(0);
    for (const rate of [-1, NaN, Infinity]) {
      expect(() => mkHashRate(rate)).toThrow(RangeError);
      expect(() => mkHashRate(rate)).toThrow(String(rate));
    }
  });

  it('is exact for whole numbers up to 2^64, and keeps fractions of small ones', () => {
    for (const exact of [2 ** 52 + 1, 2 ** 53, 2 ** 53 + 2, 2 ** 63 + 2 ** 12]) {
      expect(difficultyToTarget(mkDifficulty(exact))).toBe(2n ** 256n / BigInt(exact) - 1n);
    }
    expect(difficultyToTarget(mkDifficulty(1.5))).toBe(2n ** 257n / 3n - 1n);
  });

  it('of the target that no hash meets is that of the one above it', () => {
    expect(blockDifficulty(mkTarget(0n))).toBe(MAX_TARGET);
    expect(blockDifficulty(mkTarget(1n))).toBe(MAX_TARGET);
    expect(blockDifficulty(mkTarget(2n))).toBe(MAX_TARGET / 2n);
  });

  it.each([
    [0.25, 1e12, 10, 7.5e12, 7.5e12],
    [0.25, 1e12, 10, 1.25e13, 1.25e13],
    [0.25, 1e12, 10, 7e12, 1e13],
    [0.25, 0, 10, 1e13, 1],
    [0.25, 1e12, 10, 1e13, 1e13],
    [0.25, 1e12, 10, 1.2e13, 1.2e13],
    [0.25, 1e12, 10, 2e13, 1e13],
    [0, 5e11, 30, 1e13, 1.5e13],
    [0.25, 0.001, 10, 5, 1],
  ])(
    'adjusts (tolerance %d, rate %d, period %d, at %d) to %d',
    (tolerance, rate, period, at, to) => {
      expect(adjustDifficulty(tolerance, mkHashRate(rate), period, mkDifficulty(at))).toBe(to);
    },
  );
});
