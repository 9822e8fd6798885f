/** Samples for tests of the history, of which a few facts matter. */
import type { MachineShareSample, TotalSample } from '../../history/points/history-samples.ts';

export const NO_SHARES = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };

/** A sample of the total: 1 H/s and no share, but for what is given. */
export function totalSample(given: Partial<TotalSample> & { readonly atMs: number }): TotalSample {
  return {
    hashesPerSecond: 1,
    difficulty: null,
    machines: 0,
    nodeShare: 1,
    shares: NO_SHARES,
    ...given,
  };
}

/** A sample of a machine: 1 H/s and no share, but for what is given. */
export function machineSample(
  given: Partial<MachineShareSample> & { readonly atMs: number },
): MachineShareSample {
  return { hashesPerSecond: 1, level: 40, shares: NO_SHARES, ...given };
}
