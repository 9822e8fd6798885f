/** The practice node's clock, which never runs backwards. */

/**
 * A clock in µs that follows `nowMicros` but never returns less than `startMicros` or its last value:
 * when the system's clock is set back, it continues from where it was. Otherwise new blocks could not
 * follow old ones.
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
