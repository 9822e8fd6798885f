/** Prints the table of a soak. */
import type { Judged } from './judgement.ts';

/** @returns whether all bounds hold */
export function printJudged(rows: readonly Judged[]): boolean {
  const width = (of: (row: Judged) => string): number =>
    Math.max(...rows.map((row) => of(row).length));
  const [whats, figures] = [width(({ what }) => what), width(({ figure }) => figure)];
  for (const { what, figure, bound, holds } of rows) {
    const verdict = bound === '' ? '       ' : holds ? 'met    ' : 'NOT MET';
    console.log(
      `${verdict}  ${what.padEnd(whats)}  ${figure.padStart(figures)}  ${bound}`.trimEnd(),
    );
  }
  return rows.every(({ holds }) => holds);
}
