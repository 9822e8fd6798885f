/** A machine's usual hash rate, from the samples of its last day at work. */

interface RateSample {
  readonly atMs: number;
  /** Null where it was not known. */
  readonly hashesPerSecond: number | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back its samples are of interest, ms: further where the last day has too few, as after days off. */
const USUAL_FOR_MS = [DAY_MS, 8 * DAY_MS];
/** Steps that these samples are averaged into: a minute and a half each in a day. */
const USUAL_STEPS = 1_000;

/**
 * Mean of the samples in which it worked, hashes per second; null where they are less than an hour.
 * @param stepMs the time that a sample stands for
 */
export function usualRateOf(samples: readonly RateSample[], stepMs: number): number | null {
  const atWork = samples
    .map(({ hashesPerSecond }) => hashesPerSecond ?? 0)
    .filter((hashesPerSecond) => hashesPerSecond > 0);
  if (atWork.length * stepMs < HOUR_MS) return null;
  return atWork.reduce((sum, hashesPerSecond) => sum + hashesPerSecond, 0) / atWork.length;
}

/** Samples between two times (ms since the Unix epoch), averaged into at most `points` steps. */
type SamplesBetween = (fromMs: number, toMs: number, points: number) => readonly RateSample[];

/** The usual rate in hashes per second of the time before `nowMs`, null as with `usualRateOf`. */
export function usualRateAt(nowMs: number, samples: SamplesBetween): number | null {
  for (const backMs of USUAL_FOR_MS) {
    const found = samples(nowMs - backMs, nowMs, USUAL_STEPS);
    const usual = usualRateOf(found, backMs / USUAL_STEPS);
    if (usual !== null) return usual;
  }
  return null;
}
