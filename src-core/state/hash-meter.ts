/** How fast hashes are tried: measured work over wall time, nothing assumed. Pure. */

/** Hashes tried within the `elapsedMs` before `atMs`. */
interface HashCount {
  readonly atMs: number;
  readonly hashes: number;
  readonly elapsedMs: number;
}

export interface HashMeter {
  /** The counts of the last minute, oldest first. */
  readonly counts: readonly HashCount[];
  /** When measuring began, ms since the Unix epoch. */
  readonly sinceMs: number | null;
}

const KEPT_MS = 60_000;

/** A meter that has counted nothing. */
export function emptyMeter(): HashMeter {
  return { counts: [], sinceMs: null };
}

/**
 * The meter with one more count; what is older than a minute is forgotten. A wall clock that was
 * set back restarts the measuring.
 */
export function addHashes(meter: HashMeter, count: HashCount): HashMeter {
  const last = meter.counts.at(-1);
  if (last !== undefined && last.atMs > count.atMs) return addHashes(emptyMeter(), count);
  const oldest = count.atMs - KEPT_MS;
  return {
    counts: [...meter.counts.filter(({ atMs }) => atMs > oldest), count],
    sinceMs: meter.sinceMs ?? count.atMs - count.elapsedMs,
  };
}

/**
 * Hashes per second over the last `windowMs` (at most a minute). The window starts no earlier than
 * measuring did and ends with the last count, unless that is overdue: then idle time counts.
 */
export function hashRateOver(meter: HashMeter, windowMs: number, nowMs: number): number {
  const last = meter.counts.at(-1);
  if (last === undefined || meter.sinceMs === null) return 0;
  // Counts come once a second; the time since the last one is not idle before the next is due.
  const endMs = Math.max(last.atMs, nowMs - OVERDUE_MS);
  const startMs = Math.max(endMs - windowMs, meter.sinceMs);
  let hashes = 0;
  for (const { atMs, hashes: tried, elapsedMs } of meter.counts) {
    // A count that reaches out of the window belongs to it by its share of time.
    const inside = Math.min(atMs, endMs) - Math.max(atMs - elapsedMs, startMs);
    if (inside >= 0) hashes += tried * (elapsedMs > 0 ? inside / elapsedMs : 1);
  }
  return endMs > startMs ? (hashes * 1000) / (endMs - startMs) : 0;
}

const OVERDUE_MS = 1_500;
