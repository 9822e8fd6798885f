/**
 * The options that machines write into their password, as in `secret,d=44`: at its beginning or
 * after a separator, with `=` or `:` before the value, which ends at the next separator.
 */
const OPTIONS =
  /(?<=^|[\s,;&|])(d|diff|difficulty|[fs]d|[fs]diff|fixeddiff|staticdiff|md|mindiff|mindifficulty)[ \t]*[=:][ \t]*([^\s,;&|]*)/gi;

export interface PasswordOption {
  /** As it was written. */
  readonly name: string;
  readonly value: string;
  /** Whether it is about the easiest shares that the machine wants, not about all of them. */
  readonly isMinimum: boolean;
}

/** The options about difficulty in a password. */
export function passwordOptions(password: string): PasswordOption[] {
  return [...password.matchAll(OPTIONS)].map(([, name = '', value = '']) => ({
    name,
    value,
    isMinimum: /^m/i.test(name),
  }));
}

/** A password without its options about difficulty; their separators stay. */
export function withoutOptions(password: string): string {
  return password.replace(OPTIONS, '');
}
