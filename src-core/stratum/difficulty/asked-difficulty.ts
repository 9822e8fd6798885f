/**
 * The difficulty that a machine asks for with its password, in the spellings of pools: `d=44`,
 * `x,d=500000`, `diff:45`, `fd=1.5M`. Numbers up to 80 are levels; above, and below 1, they are
 * difficulties as machines show them, in units of 2^32 hashes: no level is worth more than 80, and
 * no machine is set to a difficulty that low.
 */
import { DIFFICULTY_ONE_LEVEL } from '../stratum-messages.ts';
import { passwordOptions } from '../password-options.ts';
import { BLOCK_LEVEL } from './share-target.ts';

export type AskedDifficulty =
  | { readonly kind: 'level'; readonly level: number }
  /** There is such an option, but no number in it. Its value may be a secret, its name is none. */
  | { readonly kind: 'unreadable'; readonly option: string };

const HIGHEST_LEVEL = 80;
const NUMBER = /^(\d{1,30}(?:\.\d*)?(?:e\+?\d{1,2})?|\.\d{1,30})([kmgtp]?)$/i;
const PREFIXES = ['', 'k', 'm', 'g', 't', 'p'];

/** What the password asks for; null when it asks for no difficulty. The first such option counts. */
export function askedDifficulty(password: string): AskedDifficulty | null {
  const [option] = passwordOptions(password);
  if (option === undefined) return null;
  const level = levelOf(option.value);
  return level === null
    ? { kind: 'unreadable', option: option.name }
    : { kind: 'level', level: Math.min(Math.max(Math.round(level), 0), BLOCK_LEVEL) };
}

function levelOf(text: string): number | null {
  const [, digits, prefix = ''] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return null;
  const number = Number(digits) * 1000 ** PREFIXES.indexOf(prefix.toLowerCase());
  if (number === 0 || (number >= 1 && number <= HIGHEST_LEVEL)) return number;
  return DIFFICULTY_ONE_LEVEL + Math.log2(number);
}
