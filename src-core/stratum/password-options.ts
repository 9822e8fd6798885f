/**
 * The options that machines write into their password, as in `secret,d=44`: at its beginning or
 * after a separator, with `=` or `:` before the value, which ends at the next separator.
 */
const OPTIONS =
  /(?<=^|[\s,;&|])(d|diff|difficulty|fd|fdiff|fixeddiff|staticdiff)[ \t]*[=:][ \t]*([^\s,;&|]*)/gi;

export interface PasswordOption {
  /** As it was written. */
  readonly name: string;
  readonly value: string;
}

/** The options about difficulty in a password. */
export function passwordOptions(password: string): PasswordOption[] {
  return [...password.matchAll(OPTIONS)].map(([, name = '', value = '']) => ({ name, value }));
}

/** A password without its options about difficulty; their separators stay. */
export function withoutOptions(password: string): string {
  return password.replace(OPTIONS, '');
}
