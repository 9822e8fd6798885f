/**
 * How far the count of blocks may lie from the expected one by chance alone. Blocks come independently of each
 * other, so that their count has a Poisson distribution around the effort spent.
 */

/** Counts from `low` to `high`, both included. */
interface CountRange {
  readonly low: number;
  readonly high: number;
}

/** Left out on either side: 5 % in all. */
const TAIL = 0.025;
/** The standard normal distribution has this part of it above 1.96. */
const NORMAL_QUANTILE = 1.959963984540054;
/** Above this expectation the normal distribution differs by less than a count in a thousand. */
const SUMMED_AT_MOST = 1e6;
/** Terms smaller than this, against the largest, add nothing to a double. */
const NEGLIGIBLE = 1e-20;

/**
 * The counts that at least 95 % of miners who spend this effort see: those from the 2.5 % to the 97.5 % quantile of
 * the Poisson distribution. Exact: its terms are summed, not approximated. `expected` lies in the exact (Garwood)
 * interval of a count just when the count lies in this range, up to its rounding to whole blocks.
 *
 * Sources: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936) 437-442; N. L. Johnson,
 * A. W. Kemp, S. Kotz, "Univariate Discrete Distributions", 3rd ed. (2005), ch. 4.
 * @param expected blocks, 0 or more
 * @throws RangeError when `expected` is negative or not finite
 */
export function poissonRange(expected: number): CountRange {
  if (!Number.isFinite(expected) || expected < 0) {
    throw new RangeError(`expected blocks must be a number from 0 up, got ${expected}`);
  }
  if (expected > SUMMED_AT_MOST) return normalRange(expected);
  const { first, weights } = termsAround(expected);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Summed in the same order, the terms reach `total` at the last one at the latest.
  const quantile = (part: number): number => {
    let sum = 0;
    return first + weights.findIndex((weight) => (sum += weight) >= part * total);
  };
  return { low: quantile(TAIL), high: quantile(1 - TAIL) };
}

/**
 * The terms of the distribution against its largest one, from the count `first` on. Each follows from its
 * neighbour, so that no factorial is needed.
 */
function termsAround(expected: number): { readonly first: number; readonly weights: number[] } {
  const mode = Math.floor(expected);
  const below = terms((step) => (mode - step) / expected);
  const above = terms((step) => expected / (mode + 1 + step));
  return { first: mode - below.length, weights: [...below.toReversed(), 1, ...above] };
}

/** The terms beside the largest one, as far as they count; `ratio` of each to the one before it. */
function terms(ratio: (step: number) => number): number[] {
  const weights: number[] = [];
  for (let weight = ratio(0); weight >= NEGLIGIBLE; weight *= ratio(weights.length)) {
    weights.push(weight);
  }
  return weights;
}

function normalRange(expected: number): CountRange {
  const half = NORMAL_QUANTILE * Math.sqrt(expected);
  return { low: Math.floor(expected - half), high: Math.ceil(expected + half) };
}
