/** A machine's usual hash rate, from the samples of its last day. */

interface RateSample {
  readonly atMs: number;
  readonly hashesPerSecond: number;
}

/** How far back its samples are of interest, ms. */
const USUAL_FOR_MS = 24 * 3_600_000;
/** Steps that these samples are averaged into: a minute and a half each. */
const USUAL_STEPS = 1_000;
/** An hour of them. */
const FEWEST_STEPS = 40;

/** Mean of the samples in which it worked, hashes per second; null where they are less than an hour. */
export function usualRateOf(samples: readonly RateSample[]): number | null {
  const atWork = samples.filter(({ hashesPerSecond }) => hashesPerSecond > 0);
  if (atWork.length < FEWEST_STEPS) return null;
  return atWork.reduce((sum, { hashesPerSecond }) => sum + hashesPerSecond, 0) / atWork.length;
}

/** Samples between two times (ms since the Unix epoch), averaged into at most `points` steps. */
type SamplesBetween = (fromMs: number, toMs: number, points: number) => readonly RateSample[];

/** The usual rate in hashes per second of the day before `nowMs`, null as with `usualRateOf`. */
export function usualRateAt(nowMs: number, samples: SamplesBetween): number | null {
  return usualRateOf(samples(nowMs - USUAL_FOR_MS, nowMs, USUAL_STEPS));
}
