/**
 * Difficulty: how many hashes a block or share takes on average. The node counts in whole numbers
 * (`Chainweb.Difficulty`), miners in floating point (`Target.hs` of chainweb-mining-client).
 */
import { MAX_TARGET, mkTarget } from './target.ts';
import type { Target } from './target.ts';

declare const difficultyBrand: unique symbol;
declare const hashRateBrand: unique symbol;

/** Expected hashes per solution, 1 … 2^256. */
type Difficulty = number & { readonly [difficultyBrand]: true };
/** Hashes per second. */
export type HashRate = number & { readonly [hashRateBrand]: true };

const TWO_256 = 2 ** 256;

/**
 * Brands a number as a difficulty, clamped to 1 … 2^256.
 * @throws RangeError when it is NaN.
 */
export function mkDifficulty(value: number): Difficulty {
  if (Number.isNaN(value)) throw new RangeError('difficulty is not a number');
  return Math.min(Math.max(value, 1), TWO_256) as Difficulty;
}

/**
 * Brands a number of hashes per second.
 * @throws RangeError when it is negative or not finite.
 */
export function mkHashRate(hashesPerSecond: number): HashRate {
  if (!Number.isFinite(hashesPerSecond) || hashesPerSecond < 0) {
    throw new RangeError(`hash rate must be a number from 0 up, got ${hashesPerSecond}`);
  }
  return hashesPerSecond as HashRate;
}

/** 2^256 / (target + 1): the expected number of hashes, exact to double precision. */
export function targetToDifficulty(target: Target): Difficulty {
  return mkDifficulty(TWO_256 / (Number(target) + 1));
}

/** ⌊2^256 / difficulty⌋ - 1, the inverse of {@link targetToDifficulty}. */
export function difficultyToTarget(difficulty: Difficulty): Target {
  // Scaling by 2^32 keeps fractions of small difficulties exact enough, and is exact for all from 2^21 up.
  return mkTarget((1n << (256n + 32n)) / BigInt(Math.round(difficulty * 2 ** 32)) - 1n);
}

/** The node's whole-number difficulty ⌊(2^256-1) / target⌋, the unit of block weights. */
export function blockDifficulty(target: Target): bigint {
  return MAX_TARGET / (target < 1n ? 1n : target);
}

/**
 * The difficulty at which `rate` solves one in every `periodSeconds`, or `current` if that is close
 * enough: |expected - period| / period ≤ `tolerance` (0.25 is usual).
 * Without a rate (0) it falls to the easiest.
 */
export function adjustDifficulty(
  tolerance: number,
  rate: HashRate,
  periodSeconds: number,
  current: Difficulty,
): Difficulty {
  const expectedSeconds = current / rate;
  if (Math.abs(expectedSeconds - periodSeconds) / periodSeconds <= tolerance) return current;
  return mkDifficulty(rate * periodSeconds);
}
