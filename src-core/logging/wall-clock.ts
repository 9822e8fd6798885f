/** Wall time to the microsecond. */

/** Above this difference the fine clock is set by the wall clock again (sleep, clock changes), ms. */
const DRIFT_LIMIT_MS = 20;

/**
 * A clock in µs since the Unix epoch. The process's own fine clock stands still while a computer
 * sleeps, the wall clock knows no fractions of a millisecond: this one takes both.
 */
export function createWallClock(
  wallMs: () => number = Date.now,
  fineMs: () => number = () => performance.timeOrigin + performance.now(),
): () => number {
  let offsetMs = 0;
  return () => {
    const wall = wallMs();
    const fine = fineMs();
    if (Math.abs(wall - (fine + offsetMs)) > DRIFT_LIMIT_MS) offsetMs = wall - fine;
    return Math.round((fine + offsetMs) * 1000);
  };
}
