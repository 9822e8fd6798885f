/** Estimates of a hash rate from shares, and their arithmetic. Pure. */

export interface RateEstimate {
  readonly hashesPerSecond: number;
  /**
   * One standard deviation as a fraction of the estimate: shares come by chance, so n of them give
   * the rate to 1/√n. Null without any share.
   */
  readonly relativeError: number | null;
}

export interface HashRateEstimates {
  readonly oneMinute: RateEstimate;
  readonly tenMinutes: RateEstimate;
  readonly oneHour: RateEstimate;
}

export const NO_RATE: RateEstimate = { hashesPerSecond: 0, relativeError: null };
export const NO_RATES: HashRateEstimates = {
  oneMinute: NO_RATE,
  tenMinutes: NO_RATE,
  oneHour: NO_RATE,
};

/** The rate of several machines together: rates and their variances add up. */
export function sumOf(list: readonly RateEstimate[]): RateEstimate {
  let hashesPerSecond = 0;
  let variance = 0;
  for (const { hashesPerSecond: rate, relativeError } of list) {
    hashesPerSecond += rate;
    variance += (rate * (relativeError ?? 0)) ** 2;
  }
  if (hashesPerSecond === 0) return NO_RATE;
  return { hashesPerSecond, relativeError: Math.sqrt(variance) / hashesPerSecond };
}

/** The same for each window by itself. */
export function addEstimates(list: readonly HashRateEstimates[]): HashRateEstimates {
  return {
    oneMinute: sumOf(list.map(({ oneMinute }) => oneMinute)),
    tenMinutes: sumOf(list.map(({ tenMinutes }) => tenMinutes)),
    oneHour: sumOf(list.map(({ oneHour }) => oneHour)),
  };
}

/** The estimate of the shortest window whose error is at most `maxError`; null when none is. */
export function preciseEstimate(
  { oneMinute, tenMinutes, oneHour }: HashRateEstimates,
  maxError: number,
): { readonly hashesPerSecond: number; readonly relativeError: number } | null {
  for (const { hashesPerSecond, relativeError } of [oneMinute, tenMinutes, oneHour]) {
    if (relativeError !== null && relativeError <= maxError) {
      return { hashesPerSecond, relativeError };
    }
  }
  return null;
}

/** The best estimate: the shortest window exact to a fifth, else the longest. */
export function bestEstimate(estimates: HashRateEstimates): RateEstimate {
  return preciseEstimate(estimates, 0.2) ?? estimates.oneHour;
}

/** Its rate, hashes per second. */
export function bestRate(estimates: HashRateEstimates): number {
  return bestEstimate(estimates).hashesPerSecond;
}
