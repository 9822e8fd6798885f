/** Whether what is measured again and again stays flat once a program has warmed up. */

/** The part of a run in which caches fill and code is compiled. */
const WARM_UP_PART = 0.4;
/** Parts of the rest that are compared: its beginning and its end. */
const COMPARED_PART = 0.3;

export interface Trend {
  /** The middle value of each stretch. */
  readonly before: number;
  readonly after: number;
  /** How much greater it is, as a part of `before`; negative where it fell. */
  readonly growth: number;
}

/**
 * Compares the stretch after the warm-up with the last one, by their medians: a single measurement may be high because
 * of what was just under way.
 * @param values at even distances of time, 10 at least
 * @throws RangeError with fewer values
 */
export function trendOf(values: readonly number[]): Trend {
  if (values.length < 10) throw new RangeError(`${values.length} measurements show no trend`);
  const warm = values.slice(Math.floor(WARM_UP_PART * values.length));
  const length = Math.max(1, Math.floor(COMPARED_PART * warm.length));
  const before = median(warm.slice(0, length));
  const after = median(warm.slice(-length));
  const growth = before === 0 ? (after === 0 ? 0 : Infinity) : after / before - 1;
  return { before, after, growth };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
}

/** The least of some measurements in a row, for what has garbage in it that cannot be collected, or comes and goes. */
export function lowWater(values: readonly number[], row = 5): readonly number[] {
  return values.map((_, index) =>
    Math.min(...values.slice(Math.max(0, index - row + 1), index + 1)),
  );
}
