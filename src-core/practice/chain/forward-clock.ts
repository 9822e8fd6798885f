/** The practice node's clock never runs backwards. */

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
