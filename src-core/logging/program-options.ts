/** The options of a small program in a terminal: what each of them does with help and with what it refuses. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { OptionValues } from 'commander';
import { sayOnStderr } from './stderr-line.ts';

/** A parser without options yet; its refusals are sentences on stderr. */
export function programNamed(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: (text) => sayOnStderr(text.trimEnd()) });
}

/**
 * Runs with the options that were given, or not at all where they are refused or help was asked for.
 * @param args without the names of Node and of the program
 * @returns the exit code
 */
export async function runWithOptions<Options extends OptionValues>(
  program: Command,
  args: readonly string[],
  run: (options: Options) => Promise<number>,
): Promise<number> {
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    // It has been said what is wrong, or help was printed.
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  return run(program.opts<Options>());
}

/** Reads the value of an option: digits alone, both limits included. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
