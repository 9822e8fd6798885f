/** What a command line asks for, for a program that has a window as well. */
import { negated, optionNames } from '../../config/setting-flags.ts';
import { ALL_OPTIONS } from './all-options.ts';

/** What the arguments after the program's name ask for. */
type RequestedAction =
  /** To print something and exit. */
  | { readonly kind: 'print' }
  /** To mine without a window; `option` is the first argument that means it. */
  | { readonly kind: 'mine'; readonly option: string };

/** Whether an option prints something, by each of its names. */
const PRINTS: ReadonlyMap<string, boolean> = new Map([
  ['-?', true],
  ...ALL_OPTIONS.flatMap(({ flags, prints = false, setting }): [string, boolean][] => {
    const { long, short } = optionNames(flags);
    return [
      [long, prints],
      ...(short === null ? [] : [[short, prints] as [string, boolean]]),
      ...(setting?.value.type === 'flag' ? [[negated(long), false] as [string, boolean]] : []),
    ];
  }),
]);

/** What they ask for; null when none of them is an option of this program. */
export function requestedAction(args: readonly string[]): RequestedAction | null {
  const known = args.flatMap((arg) => {
    const prints = PRINTS.get(nameIn(arg) ?? '');
    return prints === undefined ? [] : [{ arg, prints }];
  });
  if (known.some(({ prints }) => prints)) return { kind: 'print' };
  const [first] = known;
  return first === undefined
    ? null
    : { kind: 'mine', option: first.arg.replace(/(=.*|\d+)$/s, '') };
}

/** Only digits may be attached to a short option here: arguments of Chromium begin with a dash too. */
function nameIn(arg: string): string | null {
  return /^(--[^=]+)/.exec(arg)?.[1] ?? /^(-[a-z?])\d*$/.exec(arg)?.[1] ?? null;
}
