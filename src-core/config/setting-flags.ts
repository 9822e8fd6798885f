/** The option of a setting, from the form in which help shows it. */

export interface OptionNames {
  /** With its two dashes. */
  readonly long: string;
  /** With its dash; null when it has none. */
  readonly short: string | null;
  /** The placeholder of the value in help; null for an option without one, or that can do without. */
  readonly metavar: string | null;
}

/**
 * Reads `-n, --node <HOST:PORT>` or `--find-machines [RANGES]`.
 * @throws when the text has another form, which is a mistake in the tables
 */
export function optionNames(flags: string): OptionNames {
  const found = /^(?:(-\w), )?(--[a-z][a-z-]*)(?: <(.+)>| \[.+\])?$/.exec(flags);
  if (found === null) throw new Error(`${flags} does not name an option`);
  return { long: found[2]!, short: found[1] ?? null, metavar: found[3] ?? null };
}

/** The form of a flag that sets it to false: `--no-tls` of `--tls`. */
export function negated(long: string): string {
  return `--no-${long.slice(2)}`;
}
