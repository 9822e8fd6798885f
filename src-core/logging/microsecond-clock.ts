/** The time of day to the microsecond. */

/** Beyond this difference from the system clock (sleep, clock changes) it is set again, ms. */
const DRIFT_LIMIT_MS = 20;

/**
 * Creates a clock in µs since the Unix epoch. The process's fine clock stands still while a computer
 * sleeps, and the system clock has no fractions of a millisecond: this one combines both.
 * @param wallMs the system clock, ms since the Unix epoch
 * @param fineMs a clock with fractions of a millisecond, ms
 */
export function createMicrosecondClock(
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
