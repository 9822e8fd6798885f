/** Completion of options and of the words that follow them, as scripts that a shell loads. */
import { negated, optionNames } from '../../config/setting-flags.ts';
import { ALL_OPTIONS } from './all-options.ts';
import { PROGRAM_NAME } from '../texts/program-info.ts';
import type { Shell } from './program-options.ts';
import { terminalText } from '../texts/terminal-text.ts';

interface Completed {
  readonly long: string;
  readonly short: string | null;
  readonly help: string;
  /** Null where nothing follows, empty where any text may follow. */
  readonly takes: null | 'files' | readonly string[];
  readonly repeats: boolean;
}

const COMPLETED: readonly Completed[] = ALL_OPTIONS.flatMap((option): Completed[] => {
  const { long, short, metavar } = optionNames(option.flags);
  const help = terminalText(option.help);
  const takes = metavar === null ? null : (option.takes ?? []);
  const completed = { long, short, help, takes, repeats: option.repeats === true };
  if (option.setting?.value.type !== 'flag') return [completed];
  const opposite = { ...completed, long: negated(long), short: null, help: `not ${long}` };
  return [completed, opposite];
});

/** A script for the shell; its first lines say how to load it. */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bashScript();
    case 'zsh':
      return zshScript();
    case 'fish':
      return fishScript();
  }
}

function bashScript(): string {
  const cases = COMPLETED.flatMap(({ long, short, takes }) => {
    if (takes === null) return [];
    const reply = takes === 'files' ? '-f' : `-W '${takes.join(' ')}'`;
    const names = short === null ? long : `${short}|${long}`;
    return [`    ${names}) COMPREPLY=($(compgen ${reply} -- "$word")); return ;;`];
  });
  const names = COMPLETED.flatMap(({ long, short }) => [long, ...(short === null ? [] : [short])]);
  return [
    `# Load with: eval "$(${PROGRAM_NAME} --completion bash)"`,
    `_${PROGRAM_NAME}() {`,
    '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"',
    '  case "$before" in',
    ...cases,
    '  esac',
    `  COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$word"))`,
    '}',
    `complete -F _${PROGRAM_NAME} ${PROGRAM_NAME}`,
    '',
  ].join('\n');
}

function zshScript(): string {
  const specs = COMPLETED.map(({ long, short, help, takes, repeats }) => {
    // Brackets, colons and quotes mean something to _arguments.
    const text = help.replace(/[[\]:\\]/g, '\\$&').replaceAll("'", "'\\''");
    const mark = takes === null ? '' : '=';
    const action =
      takes === null ? '' : takes === 'files' ? ':file:_files' : `:value:(${takes.join(' ')})`;
    const spec = `[${text}]${action}'`;
    if (repeats) return `  '*${long}${mark}${spec}`;
    if (short === null) return `  '${long}${mark}${spec}`;
    return `  '(${short} ${long})'{${short},${long}${mark}}'${spec}`;
  });
  return [
    `#compdef ${PROGRAM_NAME}`,
    `# Load with: eval "$(${PROGRAM_NAME} --completion zsh)"`,
    `_${PROGRAM_NAME}() {`,
    '  _arguments -s \\',
    `${specs.join(' \\\n')}`,
    '}',
    `compdef _${PROGRAM_NAME} ${PROGRAM_NAME}`,
    '',
  ].join('\n');
}

function fishScript(): string {
  const lines = COMPLETED.map(({ long, short, help, takes }) => {
    const names = `${short === null ? '' : `-s ${short.slice(1)} `}-l ${long.slice(2)}`;
    const rest =
      takes === 'files' ? ' -rF' : takes === null ? ' -f' : ` -x -a '${takes.join(' ')}'`;
    const text = help.replace(/['\\]/g, '\\$&');
    return `complete -c ${PROGRAM_NAME} ${names}${rest} -d '${text}'`;
  });
  return [`# Load with: ${PROGRAM_NAME} --completion fish | source`, ...lines, ''].join('\n');
}
