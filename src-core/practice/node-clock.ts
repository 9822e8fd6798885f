/** The practice node's clock: wall time to the microsecond, which never runs backwards. */

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

/**
 * `nowMicros`, but never before `startMicros` nor before what it said last: when the clock is set
 * back, time goes on from where it was. Otherwise new blocks could not follow old ones.
 */
export function createForwardClock(nowMicros: () => number, startMicros: bigint): () => bigint {
  let offset = 0n;
  let last = startMicros;
  return () => {
    const raw = BigInt(Math.round(nowMicros()));
    if (raw + offset < last) offset = last - raw;
    last = raw + offset;
    return last;
  };
}
