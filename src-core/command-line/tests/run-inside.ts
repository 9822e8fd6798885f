/** The program in a terminal, run in this process. */
import { collected } from '../../tests/collected-run.ts';
import type { InsideRun } from '../../tests/collected-run.ts';
import { runCommandLine } from '../run-command-line.ts';

let before: Promise<unknown> = Promise.resolve();

/** Runs the program to its end, one after the other: both streams are those of this process. */
export function runInside(args: readonly string[]): Promise<InsideRun> {
  const run = before.then(() => collected(() => runCommandLine(args)));
  before = run.catch(() => undefined);
  return run;
}
