/**
 * The difficulty that a machine asks for with its password, in the spellings of pools: `d=44`,
 * `x,d=500000`, `diff:45`, `fd=1.5M`, `sd=45`, and `md=42` for the easiest that it wants. Numbers up to 80 are levels; above, and below 1, they are
 * difficulties as machines show them, in units of 2^32 hashes: no level is worth more than 80, and
 * no machine is set to a difficulty that low.
 */
import { DIFFICULTY_ONE_LEVEL } from '../stratum-messages.ts';
import { passwordOptions } from '../password-options.ts';
import type { PasswordOption } from '../password-options.ts';
import { BLOCK_LEVEL } from './share-target.ts';

export type AskedDifficulty =
  | { readonly kind: 'level'; readonly level: number }
  /** Easier shares than these are not wanted. */
  | { readonly kind: 'minimum'; readonly level: number }
  /** There is such an option, but no number in it. Its value may be a secret, its name is none. */
  | { readonly kind: 'unreadable'; readonly option: string };

/** Numbers up to this are levels. */
export const HIGHEST_LEVEL = 80;
const NUMBER = /^(\d{1,30}(?:\.\d*)?(?:e\+?\d{1,2})?|\.\d{1,30})([kmgtp]?)$/i;
const PREFIXES = ['', 'k', 'm', 'g', 't', 'p'];

/** What the password asks for: one difficulty and one minimum at most, the first of each. */
export function askedDifficulties(password: string): AskedDifficulty[] {
  const options = passwordOptions(password);
  const first = (isMinimum: boolean): PasswordOption[] =>
    options.filter((option) => option.isMinimum === isMinimum).slice(0, 1);
  return [...first(false), ...first(true)].map(asked);
}

function asked({ name, value, isMinimum }: PasswordOption): AskedDifficulty {
  const level = levelOf(value);
  if (level === null) return { kind: 'unreadable', option: name };
  return {
    kind: isMinimum ? 'minimum' : 'level',
    level: Math.min(Math.max(Math.round(level), 0), BLOCK_LEVEL),
  };
}

function levelOf(text: string): number | null {
  const [, digits, prefix = ''] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return null;
  const number = Number(digits) * 1000 ** PREFIXES.indexOf(prefix.toLowerCase());
  if (number >= 1 && number <= HIGHEST_LEVEL) return number;
  return DIFFICULTY_ONE_LEVEL + Math.log2(number);
}
