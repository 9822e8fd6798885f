/** Prints the table of a soak. */
import { tableOf } from '../table.ts';
import type { Judged } from './judgement.ts';

/** @returns whether all bounds hold */
export function printJudged(rows: readonly Judged[]): boolean {
  const cells = rows.map(({ what, figure, bound, holds }) => [
    what,
    figure,
    bound,
    bound === '' ? '' : holds ? 'met' : 'NOT MET',
  ]);
  for (const line of tableOf(['', 'measured', 'bound', ''], cells)) console.log(line);
  return rows.every(({ holds }) => holds);
}
