/** What shells load: the frame of each script, and a line of each form. */
import { expect, it } from 'vitest';
import { completionScript } from './completion.ts';
import type { Shell } from './program-options.ts';

/** The lines about these options, and what stands around all of them. */
function partsOf(shell: Shell, first: number, last: number, about: RegExp) {
  const lines = completionScript(shell).split('\n');
  const frame = [...lines.slice(0, first), '…', ...lines.slice(-last)];
  return { frame, about: lines.filter((line) => about.test(line)) };
}

it('is a function for bash', () => {
  const { frame, about } = partsOf('bash', 4, 5, /^ {4}(-n\||--config-file|--help|--practice-gr)/);
  expect(about).toEqual([
    `    --config-file) COMPREPLY=($(compgen -f -- "$word")); return ;;`,
    `    -n|--node) COMPREPLY=($(compgen -W '' -- "$word")); return ;;`,
    `    --practice-graph) COMPREPLY=($(compgen -W 'singleton pair triangle petersen twenty' -- "$word")); return ;;`,
  ]);
  const [all = ''] = frame.splice(6, 1);
  expect(frame).toEqual([
    '# Load with: eval "$(heddle --completion bash)"',
    '_heddle() {',
    '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"',
    '  case "$before" in',
    '…',
    '  esac',
    '}',
    'complete -F _heddle heddle',
    '',
  ]);
  expect(all).toMatch(
    /^ {2}COMPREPLY=\(\$\(compgen -W '--help -h --version -v --info .* --metrics-interface' -- "\$word"\)\)$/,
  );
  expect(all).toContain(' --tls -t --no-tls ');
});

it('is a function for zsh', () => {
  const about =
    /(\{-h,|\{-t,|\{-n,|--no-tls|\*--config-file|--practice-graph|'--metrics-port|\*--worker=)/;
  const found = partsOf('zsh', 4, 3, about);
  expect(found.about).toEqual([
    "  '(-h --help)'{-h,--help}'[show this help and exit; also -?]' \\",
    "  '*--config-file=[a configuration file, YAML or JSON, or its http(s)\\:// address; may be repeated, later ones win]:file:_files' \\",
    expect.stringMatching(/^ {2}'\*--worker=\[.*\]:value:\(stratum cpu .*\)' \\$/),
    "  '(-n --node)'{-n,--node=}'[service API of the chainweb node (default\\: localhost\\:1848)]:value:()' \\",
    "  '(-t --tls)'{-t,--tls}'[connect to the node with TLS]' \\",
    "  '--no-tls[not --tls]' \\",
    expect.stringMatching(/^ {2}'--practice-graph=\[.*\]:value:\(singleton pair .*\)' \\$/),
    expect.stringMatching(/^ {2}'--metrics-port=\[.*\]:value:\(\)' \\$/),
  ]);
  expect(found.frame).toEqual([
    '#compdef heddle',
    '# Load with: eval "$(heddle --completion zsh)"',
    '_heddle() {',
    '  _arguments -s \\',
    '…',
    '}',
    'compdef _heddle heddle',
    '',
  ]);
});

it('is a list of commands for fish', () => {
  const { frame, about } = partsOf('fish', 1, 1, /( -l (help|config-file|node|no-tls|log-level) )/);
  expect(about).toEqual([
    "complete -c heddle -s h -l help -f -d 'show this help and exit; also -?'",
    "complete -c heddle -l config-file -rF -d 'a configuration file, YAML or JSON, or its http(s):// address; may be repeated, later ones win'",
    "complete -c heddle -s n -l node -x -a '' -d 'service API of the chainweb node (default: localhost:1848)'",
    "complete -c heddle -l no-tls -f -d 'not --tls'",
    expect.stringMatching(
      /^complete -c heddle -s l -l log-level -x -a 'quiet error warn info debug' -d '.*'$/,
    ),
  ]);
  expect(frame).toEqual(['# Load with: heddle --completion fish | source', '…', '']);
});
