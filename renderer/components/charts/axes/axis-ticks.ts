/** Marks of a chart's axes. */

/**
 * Round numbers from 0 to at least `most` for an axis, three to five steps of 1, 2, 2.5 or 5
 * times a power of ten. The last one is the top of the axis.
 */
export function axisTicks(most: number): readonly number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.25, 0.5, 1, 2, 2.5]
    .map((each) => each * power)
    .find((each) => most / each <= 4);
  const size = step ?? 2.5 * power;
  const steps = Math.ceil(most / size);
  return Array.from({ length: steps + 1 }, (_, index) => index * size);
}

/** Whole levels around those that occur, at most five marks. */
export function levelTicks(levels: readonly number[]): readonly number[] {
  if (levels.length === 0) return [0, 1];
  const least = Math.max(0, Math.floor(Math.min(...levels)) - 1);
  const most = Math.ceil(Math.max(...levels)) + 1;
  const step = Math.max(1, Math.ceil((most - least) / 4));
  const marks = Math.ceil((most - least) / step);
  return Array.from({ length: marks + 1 }, (_, index) => least + index * step);
}
