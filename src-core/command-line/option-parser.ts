/** Reads the words of a command line into options; knows nothing of files. */
import { Command as Commander, CommanderError, InvalidArgumentError, Option } from 'commander';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { CONFIG_OPTIONS, negated, OPTION_GROUPS } from '../config/config-options.ts';
import type { ConfigOption } from '../config/config-options.ts';
import { PRINT_CHOICES } from './completion-words.ts';
import type { PrintChoice } from './completion-words.ts';
import type { ConfigKeys } from '../config/config-text.ts';
import { LICENSE_TEXT } from './license-text.ts';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { PROGRAM_NAME, PROGRAM_VERSION, programInfo } from './program-info.ts';
import { SHELLS } from './program-options.ts';
import type { Shell } from './program-options.ts';

/** What a command line says. */
export type ParsedOptions =
  /** Print this and end: help, version and the like. */
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'completion'; readonly shell: Shell }
  | {
      readonly kind: 'go';
      /** Keys of the configuration that were given as options. */
      readonly keys: ConfigKeys;
      /** In the order given. */
      readonly configFiles: readonly string[];
      readonly printAs: PrintChoice | null;
      readonly dataDirectory: string | null;
    };

const DEFAULT_SHOWN_LIMIT = 30;

/** Parses the words after the program's name; the failure is a sentence or two. */
export function parseOptions(words: readonly string[]): Result<ParsedOptions, string> {
  let printed = '';
  let complaint = '';
  const program = programOf()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => (printed += text),
      writeErr: (text) => (complaint += text),
    });
  const givenTwice = watchRepeats(program);
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return ok({ kind: 'say', text: printed });
    return err(complaint.trim().replace(/^error: /, ''));
  }
  const options = new Map<string, unknown>(Object.entries(program.opts()));
  if (options.has('?')) {
    program.outputHelp();
    return ok({ kind: 'say', text: printed });
  }
  const [twice] = givenTwice;
  if (twice !== undefined) return err(`option ${twice} is given more than once`);
  if (options.has('longInfo')) return ok({ kind: 'say', text: programInfo(true) });
  if (options.has('info')) return ok({ kind: 'say', text: programInfo(false) });
  if (options.has('license')) return ok({ kind: 'say', text: LICENSE_TEXT });
  const shell = SHELLS.find((each) => each === options.get('completion'));
  if (shell !== undefined) return ok({ kind: 'completion', shell });

  const keys: Record<string, unknown> = {};
  for (const { key, long } of CONFIG_OPTIONS) {
    const value = options.get(new Option(long).attributeName());
    if (value !== undefined) keys[key] = value;
  }
  return ok({
    kind: 'go',
    keys,
    configFiles: (options.get('configFile') as string[] | undefined) ?? [],
    printAs: options.has('printConfig')
      ? 'full'
      : ((options.get('printConfigAs') as PrintChoice | undefined) ?? null),
    dataDirectory: (options.get('dataDir') as string | undefined) ?? null,
  });
}

function programOf(): Commander {
  const program = new Commander(PROGRAM_NAME)
    .usage('[OPTIONS]')
    .description('Mines on a Chainweb network, without a window.')
    .allowExcessArguments(false)
    .configureHelp({ helpWidth: 90 })
    .optionsGroup('About the program:')
    .version(PROGRAM_VERSION, '-v, --version', 'print the version and exit')
    .helpOption('-h, --help', 'show this help and exit; also -?')
    .addOption(new Option('-?').hideHelp())
    .option('--info', 'print what this program is and exit')
    .option('--long-info', 'print more of it and exit')
    .option('--license', 'print the license and exit')
    .addOption(
      new Option('--completion <SHELL>', 'print a completion script and exit').choices(SHELLS),
    )
    .optionsGroup('Configuration:')
    .option(
      '--config-file <FILE>',
      'YAML or JSON, a file or an http(s):// address; may be repeated, later ones win',
      collected,
    )
    .addOption(
      new Option(
        '--print-config-as <MODE>',
        'print the configuration and exit; portable is full in words that ' +
          'chainweb-mining-client understands',
      )
        .choices(PRINT_CHOICES)
        .conflicts('printConfig'),
    )
    .option('--print-config', 'the same as --print-config-as=full')
    .option('--data-dir <FOLDER>', 'where history and practice chains are kept')
    .option('--headless', 'mine without a window, as this program always does');
  for (const { title, options } of OPTION_GROUPS) {
    program.optionsGroup(title);
    for (const option of options) addConfigOption(program, option);
  }
  return program.addHelpText(
    'after',
    '\nSettings are taken from configuration files in the order given, then from the options.\n' +
      'What is given later wins, key by key.',
  );
}

function addConfigOption(program: Commander, option: ConfigOption): void {
  const { long, short, metavar, help, read = (text) => text, repeats } = option;
  const names = short === undefined ? long : `${short}, ${long}`;
  if (metavar === null) {
    program.option(names, help);
    program.option(negated(long), `not ${long}`);
    return;
  }
  const made = new Option(`${names} <${metavar}>`, help + shownDefault(option));
  if (repeats === 'list') made.argParser(collected);
  else if (repeats === 'map') made.argParser(collectedPairs);
  else made.argParser(read);
  program.addOption(made);
}

function collected(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

function collectedPairs(
  text: string,
  before: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const mark = text.indexOf('=');
  if (mark < 1) throw new InvalidArgumentError('Expected NAME=VALUE.');
  return { ...before, [text.slice(0, mark)]: text.slice(mark + 1) };
}

function shownDefault({ key, help }: ConfigOption): string {
  const usual = DEFAULT_CONFIG[key];
  const text = typeof usual === 'string' || typeof usual === 'number' ? String(usual) : '';
  const isShown = text !== '' && text.length <= DEFAULT_SHOWN_LIMIT && !help.includes('(default');
  return isShown ? ` (default: ${text})` : '';
}

/**
 * Fills with options that are given twice where one value is wanted, a flag and its opposite
 * included: which of the two was meant cannot be known, and chainweb-mining-client refuses it too.
 */
function watchRepeats(program: Commander): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const repeating = CONFIG_OPTIONS.filter(({ repeats }) => repeats !== undefined);
  const may = new Set(
    ['--config-file', ...repeating.map(({ long }) => long)].map((long) =>
      new Option(long).attributeName(),
    ),
  );
  for (const option of program.options) {
    const name = option.attributeName();
    program.on(`option:${option.name()}`, () => {
      if (seen.has(name) && !may.has(name)) twice.add(shownName(option));
      seen.add(name);
    });
  }
  return twice;
}

function shownName({ long, flags, negate, required }: Option): string {
  const positive = negate ? (long ?? flags).replace('--no-', '--') : (long ?? flags);
  const hasOpposite = !required && CONFIG_OPTIONS.some((option) => option.long === positive);
  return hasOpposite ? `${positive} or ${negated(positive)}` : positive;
}
