/** A stretch of hashing. CPU time is that of all threads of the process that hashed. */
export interface Sample {
  readonly hashes: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Something that hashes, to be compared to the others. */
export interface Contender {
  readonly name: string;
  /** Hashes for about `durationMs`. */
  readonly sample: (durationMs: number) => Sample | Promise<Sample>;
}

/** Calls `batch`, which gives the number of hashes it did, for `durationMs` on this thread. */
export function sampleHere(batch: () => number, durationMs: number): Sample {
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  let hashes = 0;
  let wallMs: number;
  do {
    hashes += batch();
    wallMs = performance.now() - start;
  } while (wallMs < durationMs);
  const cpu = process.cpuUsage(cpuBefore);
  return { hashes, wallMs, cpuMs: (cpu.user + cpu.system) / 1000 };
}

/** Million hashes per second of wall time. */
export function megaHashes(sample: Sample): number {
  return sample.hashes / sample.wallMs / 1000;
}

/** Million hashes per second of CPU time: says the same however busy the machine is otherwise. */
export function megaHashesPerCpuSecond(sample: Sample): number {
  return sample.hashes / sample.cpuMs / 1000;
}

const PAIRS = 40;
const PAIR_SAMPLE_MS = 50;

/**
 * How many times as fast as `other` a contender is, by CPU time: the median over pairs of short
 * turns, one right after the other and each first in every other pair. What slows the machine for
 * longer than that slows both.
 */
export async function ratioInPairs(contender: Contender, other: Contender): Promise<number> {
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const order = pair % 2 === 0 ? [contender, other] : [other, contender];
    const rates = new Map<Contender, number>();
    for (const each of order) {
      rates.set(each, megaHashesPerCpuSecond(await each.sample(PAIR_SAMPLE_MS)));
    }
    ratios.push(rates.get(contender)! / rates.get(other)!);
  }
  return median(ratios);
}

/** The median; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('median of nothing');
  return (upper + lower) / 2;
}
