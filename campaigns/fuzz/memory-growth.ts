/** How much memory grows while a campaign runs, beyond what garbage collection takes back. */

/** The garbage collector, which a process has with `--expose-gc`. */
type Collector = { gc?: () => void };

/** What memory may grow by where a door says nothing else, MB: the noise of a process that does the same for ever. */
export const GROWTH_BOUND_MB = 4;

/** Collects garbage, then bytes in use: of the heap and of buffers outside of it. */
export function bytesInUse(): number {
  const { gc } = globalThis as Collector;
  // Twice: what the first run finalizes, the second one frees.
  gc?.();
  gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Growth in MB (10^6 bytes) from the first to the last third of samples that were taken at equal distances, by
 * the medians of both. The first sample is left out: code is compiled and caches are filled until then.
 */
export function growthMb(samples: readonly number[]): number {
  const counted = samples.slice(1);
  const third = Math.floor(counted.length / 3);
  if (third === 0) return 0;
  return (median(counted.slice(-third)) - median(counted.slice(0, third))) / 1e6;
}

/** Growth in MB from the first to the last sample, each taken when all that is remembered for a time was forgotten. */
export function settledGrowthMb(samples: readonly number[]): number {
  return ((samples.at(-1) ?? 0) - (samples[0] ?? 0)) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
