/** The odds of finding a block. */

const DAY_SECONDS = 86_400;

export interface Odds {
  /**
   * The chance of at least one block within 24 hours, 7 days and 30 days from now on, 0 … 1. Whole periods, so that the
   * odds do not shrink as a day goes by.
   */
  readonly day: number;
  readonly week: number;
  readonly month: number;
  /** Mean time to a block. It is the same at every moment: the search has no memory. */
  readonly expectedSeconds: number;
}

/**
 * The odds at a steady hash rate and difficulty; null while nothing is tried or the difficulty is not known. Blocks
 * come as a Poisson process: none comes within a time t with the chance e^(-t / mean).
 * @param hashesPerSecond 0 or more
 * @param difficulty expected hashes of a block; null or 0 when not known
 */
export function oddsOf(hashesPerSecond: number, difficulty: number | null): Odds | null {
  const hashes = difficulty ?? 0;
  if (!(hashes > 0) || !(hashesPerSecond > 0)) return null;
  const expectedSeconds = hashes / hashesPerSecond;
  // 1 - e^-x without the rounding error that small chances have.
  const within = (days: number): number => -Math.expm1((-days * DAY_SECONDS) / expectedSeconds);
  return { day: within(1), week: within(7), month: within(30), expectedSeconds };
}
