/** Completion of options and their words, as scripts that a shell loads. */
import { PROGRAM_NAME } from './program-info.ts';
import { PROGRAM_OPTIONS } from './program-options.ts';
import type { Shell } from './program-options.ts';

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
  const cases = PROGRAM_OPTIONS.flatMap(({ long, short, takes }) => {
    if (takes === null) return [];
    const reply = takes === 'files' ? '-f' : `-W '${takes.join(' ')}'`;
    const names = short === null ? long : `${short}|${long}`;
    return [`    ${names}) COMPREPLY=($(compgen ${reply} -- "$word")); return ;;`];
  });
  const names = PROGRAM_OPTIONS.flatMap(({ long, short }) => [
    long,
    ...(short === null ? [] : [short]),
  ]);
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
  const specs = PROGRAM_OPTIONS.map(({ long, short, help, takes, repeats }) => {
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
  const lines = PROGRAM_OPTIONS.map(({ long, short, help, takes }) => {
    const names = `${short === null ? '' : `-s ${short.slice(1)} `}-l ${long.slice(2)}`;
    const rest =
      takes === 'files' ? ' -rF' : takes === null ? ' -f' : ` -x -a '${takes.join(' ')}'`;
    const text = help.replace(/['\\]/g, '\\$&');
    return `complete -c ${PROGRAM_NAME} ${names}${rest} -d '${text}'`;
  });
  return [`# Load with: ${PROGRAM_NAME} --completion fish | source`, ...lines, ''].join('\n');
}
