/** All options of the program in one table, for completion and for who asks what words are about. */
import { PRINT_CHOICES } from './completion-words.ts';
import { CONFIG_OPTIONS, negated } from '../config/config-options.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export interface ProgramOption {
  readonly long: string;
  readonly short: string | null;
  readonly help: string;
  /** Null for a flag; `files` where a path follows; otherwise the words that may follow, if known. */
  readonly takes: null | 'files' | readonly string[];
  /** Whether it may be given several times. */
  readonly repeats: boolean;
  /** Whether the program prints something and ends. */
  readonly prints: boolean;
}

const printing = (
  long: string,
  help: string,
  takes: ProgramOption['takes'] = null,
  short: string | null = null,
): ProgramOption => ({ long, short, help, takes, repeats: false, prints: true });

const plain = (
  long: string,
  help: string,
  takes: ProgramOption['takes'],
  short: string | null = null,
  repeats = false,
): ProgramOption => ({ long, short, help, takes, repeats, prints: false });

export const PROGRAM_OPTIONS: readonly ProgramOption[] = [
  printing('--help', 'show the help', null, '-h'),
  printing('--version', 'print the version', null, '-v'),
  printing('--info', 'print what this program is'),
  printing('--long-info', 'print more of it'),
  printing('--license', 'print the license'),
  printing('--completion', 'print a completion script', SHELLS),
  plain('--config-file', 'YAML or JSON', 'files', null, true),
  printing('--print-config-as', 'print the configuration', PRINT_CHOICES),
  printing('--print-config', 'print the configuration'),
  plain('--data-dir', 'where history and practice chains are kept', 'files'),
  plain('--headless', 'mine without a window', null),
  ...CONFIG_OPTIONS.flatMap((option): ProgramOption[] => {
    const { key, long, short, help, metavar, words, isPath, repeats } = option;
    if (metavar === null) {
      const on = key === 'generateKey' ? printing(long, help) : plain(long, help, null, short);
      return [on, plain(negated(long), `not ${long}`, null)];
    }
    const takes = isPath === true ? 'files' : (words ?? []);
    return [plain(long, help, takes, short, repeats !== undefined)];
  }),
];

/** What words ask for that stand behind the program's name. */
export type CommandWish =
  /** To print something and end. */
  | { readonly kind: 'print' }
  /** To mine without a window; `option` is the first word that says so. */
  | { readonly kind: 'mine'; readonly option: string };

/** What they ask for; null when none of them is an option of this program. */
export function commandWish(words: readonly string[]): CommandWish | null {
  const known = words.flatMap((word) => {
    const option = optionIn(word);
    return option === null ? [] : [{ word, option }];
  });
  if (known.some(({ option }) => option.prints)) return { kind: 'print' };
  const [first] = known;
  return first === undefined
    ? null
    : { kind: 'mine', option: first.word.replace(/(=.*|\d+)$/s, '') };
}

/** Digits alone may be attached to a short option here: other programs' words begin with a dash too. */
function optionIn(word: string): ProgramOption | null {
  const name = /^(--[^=]+)/.exec(word)?.[1] ?? /^(-[a-z?])\d*$/.exec(word)?.[1];
  if (name === undefined) return null;
  const asked = name === '-?' ? '-h' : name;
  return PROGRAM_OPTIONS.find(({ long, short }) => long === asked || short === asked) ?? null;
}
