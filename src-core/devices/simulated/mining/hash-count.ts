/** Counts hashes as they are done, so that a simulated machine reports the rate it really has. */

export interface HashCount {
  add(hashes: number): void;
  /** All since the start. */
  total(): number;
  /** Mean over the last `seconds` (at most {@link LONGEST_SECONDS}), or since the start if that is shorter. */
  rate(seconds: number): number;
  /** Mean since the start, hashes per second. */
  averageRate(): number;
  secondsSinceStart(): number;
}

/** The longest window that is kept. */
const LONGEST_SECONDS = 60;
/** The first fraction of a second would give any rate. */
const SHORTEST_SECONDS = 1;

/** @param nowMs a clock that never goes back, in ms */
export function countHashes(nowMs: () => number = () => performance.now()): HashCount {
  const startMs = nowMs();
  let total = 0;
  let parts: { readonly atMs: number; readonly hashes: number }[] = [];
  const secondsSinceStart = (): number => (nowMs() - startMs) / 1000;
  const over = (hashes: number, seconds: number): number =>
    hashes / Math.max(SHORTEST_SECONDS, seconds);
  return {
    add(hashes) {
      const atMs = nowMs();
      total += hashes;
      parts.push({ atMs, hashes });
      if ((parts[0]?.atMs ?? atMs) < atMs - 2 * LONGEST_SECONDS * 1000) {
        parts = parts.filter((part) => part.atMs >= atMs - LONGEST_SECONDS * 1000);
      }
    },
    total: () => total,
    rate(seconds) {
      const fromMs = nowMs() - seconds * 1000;
      const hashes = parts.reduce((sum, part) => (part.atMs > fromMs ? sum + part.hashes : sum), 0);
      return over(hashes, Math.min(seconds, secondsSinceStart()));
    },
    averageRate: () => over(total, secondsSinceStart()),
    secondsSinceStart,
  };
}
