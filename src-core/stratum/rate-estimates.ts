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
export function addEstimates(list: readonly HashRateEstimates[]): HashRateEstimates {
  const add = (of: (estimates: HashRateEstimates) => RateEstimate): RateEstimate => {
    let hashesPerSecond = 0;
    let variance = 0;
    for (const estimates of list) {
      const estimate = of(estimates);
      hashesPerSecond += estimate.hashesPerSecond;
      variance += (estimate.hashesPerSecond * (estimate.relativeError ?? 0)) ** 2;
    }
    if (hashesPerSecond === 0) return NO_RATE;
    return { hashesPerSecond, relativeError: Math.sqrt(variance) / hashesPerSecond };
  };
  return {
    oneMinute: add(({ oneMinute }) => oneMinute),
    tenMinutes: add(({ tenMinutes }) => tenMinutes),
    oneHour: add(({ oneHour }) => oneHour),
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

/** The best estimate, hashes per second: the shortest window exact to a fifth, else the longest. */
export function bestRate(estimates: HashRateEstimates): number {
  return (preciseEstimate(estimates, 0.2) ?? estimates.oneHour).hashesPerSecond;
}
