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
