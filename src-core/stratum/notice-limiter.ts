/** Limits how often the same cause is logged or reported, and counts what was held back. */

const INTERVAL_MS = 10_000;
/** Causes remembered at most: they may contain addresses. */
const CAUSE_LIMIT = 1000;

interface Cause {
  readonly sinceMs: number;
  reported: number;
  heldBack: number;
}

/** Remembers causes by their text. */
export class NoticeLimiter {
  readonly #causes = new Map<string, Cause>();

  /**
   * Asks to report a cause, which may be reported `limit` times in ten seconds.
   * @returns how many notices of this cause were held back since the last one; null to hold this
   *   one back too
   */
  report(cause: string, nowMs: number, limit = 1): number | null {
    const known = this.#causes.get(cause);
    if (known !== undefined && nowMs - known.sinceMs < INTERVAL_MS) {
      if (known.reported >= limit) {
        known.heldBack += 1;
        return null;
      }
      known.reported += 1;
      return 0;
    }
    if (known === undefined && this.#causes.size >= CAUSE_LIMIT) this.#causes.clear();
    this.#causes.set(cause, { sinceMs: nowMs, reported: 1, heldBack: 0 });
    return known?.heldBack ?? 0;
  }
}

/** The end of a log line: how many like it were held back before it. */
export function heldBackText(count: number): string {
  return count > 0 ? ` (and ${count} more since the last such line)` : '';
}
