/** Completion of options and their words, as scripts that a shell loads. */
import { PRINT_CHOICES } from './command-words.ts';
import { CONFIG_OPTIONS, negated } from './config-options.ts';
import { PROGRAM_NAME } from './program-info.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

interface Completed {
  readonly long: string;
  readonly short: string | null;
  readonly help: string;
  /** Null for a flag; `files` where a path follows; otherwise the words that may follow, if known. */
  readonly takes: null | 'files' | readonly string[];
  /** Whether it may be given several times. */
  readonly repeats: boolean;
}

const plain = (
  long: string,
  help: string,
  takes: Completed['takes'],
  short?: string,
  repeats = false,
): Completed => ({ long, short: short ?? null, help, takes, repeats });

const COMPLETED: readonly Completed[] = [
  plain('--help', 'show the help', null, '-h'),
  plain('--version', 'print the version', null, '-v'),
  plain('--info', 'print what this program is', null),
  plain('--long-info', 'print more of it', null),
  plain('--license', 'print the license', null),
  plain('--completion', 'print a completion script', SHELLS),
  plain('--config-file', 'YAML or JSON', 'files', undefined, true),
  plain('--print-config-as', 'print the configuration', PRINT_CHOICES),
  plain('--print-config', 'print the configuration', null),
  plain('--data-dir', 'where history and practice chains are kept', 'files'),
  plain('--headless', 'mine without a window', null),
  ...CONFIG_OPTIONS.flatMap((option): Completed[] => {
    const { long, short, help, metavar, words, isPath, repeats } = option;
    if (metavar === null) {
      return [plain(long, help, null, short), plain(negated(long), `not ${long}`, null)];
    }
    const takes = isPath === true ? 'files' : (words ?? []);
    return [plain(long, help, takes, short, repeats !== undefined)];
  }),
];

/** A script for the shell; how to load it is said in its first line. */
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
