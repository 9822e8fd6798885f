/** Samples of several machines as rows of one chart. Pure. */
import type { MachineSample } from '../../../../contract/screen-contract.ts';

/** The hash rates of several machines at one time, in their order. */
export interface ComparedRates {
  readonly atMs: number;
  /** Null where a machine did not mine then. */
  readonly rates: readonly (number | null)[];
}

/** The mean of a step is somewhere in it, for each machine elsewhere. */
const SAME_STEP = 0.75;

/**
 * A row for each step, with the rates in the order of the machines; null for those without a sample.
 * @param lines samples of each machine, oldest first
 * @param stepMs from one sample to the next
 */
export function mergeRates(
  lines: readonly (readonly MachineSample[])[],
  stepMs: number,
): readonly ComparedRates[] {
  const all = lines
    .flatMap((samples, line) => samples.map((sample) => ({ ...sample, line })))
    .sort((a, b) => a.atMs - b.atMs);
  const rows: { atMs: number; rates: (number | null)[] }[] = [];
  for (const { atMs, line, hashesPerSecond } of all) {
    let row = rows.at(-1);
    const joins =
      row !== undefined && row.rates[line] === null && atMs - row.atMs < stepMs * SAME_STEP;
    if (row === undefined || !joins) rows.push((row = { atMs, rates: lines.map(() => null) }));
    row.rates[line] = hashesPerSecond;
  }
  return rows;
}
