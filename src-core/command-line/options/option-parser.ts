/** Reads the arguments of a command line into options; reads no files. */
import { Command as Commander, CommanderError, Option } from 'commander';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { ConfigKeys } from '../../config/config-keys.ts';
import { negated, optionNames } from '../../config/setting-flags.ts';
import { WORKER_NAME } from '../../devices/setup/worker-name.ts';
import { ALL_OPTIONS, OPTION_GROUPS } from './all-options.ts';
import type { CommandOption } from './command-option.ts';
import { LICENSE_TEXT } from '../texts/license-text.ts';
import { readOption } from './option-values.ts';
import { PROGRAM_NAME, PROGRAM_VERSION, programInfo } from '../texts/program-info.ts';
import { HELP, SHELLS, VERSION } from './program-options.ts';
import type { PrintChoice, Shell } from './program-options.ts';
import { terminalText } from '../texts/terminal-text.ts';

/** What a command line asks for. */
type ParsedOptions =
  /** Print this and exit: help, version and the like. */
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'completion'; readonly shell: Shell }
  | (ConfigurationOptions & {
      readonly kind: 'configure';
      readonly printAs: PrintChoice | null;
      readonly dataDirectory: string | null;
      /** Send a test of the webhook instead of mining. */
      readonly testsNotice: boolean;
      /** Ask the miner that runs whether it mines. */
      readonly asksHealth: boolean;
      /** What to do with machines instead of mining; null to mine. */
      readonly machines: MachineTask | null;
      /** To check what mining needs instead of mining. */
      readonly diagnoses: { readonly asJson: boolean } | null;
    });

/** Where the configuration comes from. */
export interface ConfigurationOptions {
  /** Keys that were given as options. */
  readonly keys: ConfigKeys;
  /** In the order given. */
  readonly configFiles: readonly string[];
  /** Whether files from the network may run programs. */
  readonly allowRemoteCommands: boolean;
}

/** Something done to machines at their own interfaces. */
export type MachineTask =
  | {
      readonly kind: 'find';
      /** Empty for the networks of this computer. */
      readonly ranges: readonly string[];
      readonly asJson: boolean;
    }
  | {
      readonly kind: 'configure';
      readonly address: string;
      readonly keepsOthers: boolean;
      /** Null for the proposed one. */
      readonly worker: string | null;
      readonly asks: boolean;
    }
  | { readonly kind: 'put-back'; readonly address: string; readonly asks: boolean };

/** Parses the arguments after the program's name; the error is a sentence or two for the terminal. */
export function parseOptions(args: readonly string[]): Result<ParsedOptions, string> {
  let printed = '';
  let complaint = '';
  const program = newParser()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => (printed += text),
      writeErr: (text) => (complaint += text),
    });
  const givenTwice = watchRepeats(program);
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return ok({ kind: 'print', text: printed });
    // A misspelt option may be followed by a password.
    return err(
      complaint
        .trim()
        .replace(/^error: (unknown option '[^'=]*)=.*'/s, "$1'")
        .replace(/^error: /, ''),
    );
  }
  const options = new Map<string, unknown>(Object.entries(program.opts()));
  if (options.has('?')) {
    program.outputHelp();
    return ok({ kind: 'print', text: printed });
  }
  const alone = givenAlone(options);
  if (alone !== null) return err(alone);
  const [twice] = givenTwice;
  if (twice !== undefined) return err(`option ${twice} is given more than once`);
  const workerName = options.get('workerName') as string | undefined;
  if (workerName !== undefined && !WORKER_NAME.test(workerName)) {
    const name = JSON.stringify(workerName);
    return err(`option --worker-name is ${name}: expected 1 to 64 letters, digits, ., _ or -`);
  }
  if (options.has('longInfo')) return ok({ kind: 'print', text: programInfo(true) });
  if (options.has('info')) return ok({ kind: 'print', text: programInfo(false) });
  if (options.has('license')) return ok({ kind: 'print', text: LICENSE_TEXT });
  const shell = SHELLS.find((each) => each === options.get('completion'));
  if (shell !== undefined) return ok({ kind: 'completion', shell });

  return ok({
    kind: 'configure',
    keys: keysIn(options),
    configFiles: (options.get('configFile') as string[] | undefined) ?? [],
    allowRemoteCommands: options.has('allowRemoteCommands'),
    printAs: options.has('printConfig')
      ? 'full'
      : ((options.get('printConfigAs') as PrintChoice | undefined) ?? null),
    dataDirectory: (options.get('dataDir') as string | undefined) ?? null,
    testsNotice: options.has('testNotice'),
    asksHealth: options.has('health'),
    machines: machineTaskIn(options),
    diagnoses: options.has('diagnose') ? { asJson: options.has('json') } : null,
  });
}

function machineTaskIn(options: ReadonlyMap<string, unknown>): MachineTask | null {
  const text = (name: string): string | null => (options.get(name) as string | undefined) ?? null;
  const asks = !options.has('yes');
  const found = options.get('findMachines');
  if (found !== undefined) {
    const ranges = found === true ? [] : (found as string).split(',').map((range) => range.trim());
    return { kind: 'find', ranges, asJson: options.has('json') };
  }
  const address = text('configureMachine');
  if (address !== null) {
    const keepsOthers = options.has('keepPools');
    return { kind: 'configure', address, keepsOthers, worker: text('workerName'), asks };
  }
  const restored = text('putBackMachine');
  return restored === null ? null : { kind: 'put-back', address: restored, asks };
}

/** What is wrong when an option is given without the one it belongs to; null when all is well. */
function givenAlone(options: ReadonlyMap<string, unknown>): string | null {
  const isGiven = (flags: string): boolean => options.has(new Option(flags).attributeName());
  const alone = ALL_OPTIONS.find(
    ({ flags, needs }) => needs !== undefined && isGiven(flags) && !needs.some(isGiven),
  );
  if (alone?.needs === undefined) return null;
  return `option ${optionNames(alone.flags).long} only goes with ${alone.needs.join(' or ')}`;
}

function keysIn(options: ReadonlyMap<string, unknown>): ConfigKeys {
  return Object.fromEntries(
    ALL_OPTIONS.flatMap(({ flags, setting, list }) => {
      if (setting === undefined) return [];
      const value = options.get(new Option(flags).attributeName());
      if (value === undefined) return [];
      if (list === undefined) return [[setting.key, value]];
      const [first, ...more] = value as readonly unknown[];
      return more.length === 0 ? [[setting.key, first]] : [[list, value]];
    }),
  );
}

function newParser(): Commander {
  const program = new Commander(PROGRAM_NAME)
    .usage('[OPTIONS]')
    .description('Mines on a Chainweb network, without a window.')
    .allowExcessArguments(false)
    .configureHelp({ helpWidth: 90 })
    .addOption(new Option('-?').hideHelp());
  for (const { title, options } of OPTION_GROUPS) {
    program.optionsGroup(title);
    for (const option of options) addOption(program, option);
  }
  return program.addHelpText(
    'after',
    '\nSettings are taken from configuration files in the order given, then from the options.\n' +
      'Later values win, key by key.',
  );
}

function addOption(program: Commander, option: CommandOption): void {
  const { flags, takes, conflicts, repeats, setting, list } = option;
  const help = terminalText(option.help);
  // These two are read before all others, even invalid ones.
  if (option === HELP) return void program.helpOption(flags, help);
  if (option === VERSION) return void program.version(PROGRAM_VERSION, flags, help);
  const made = new Option(flags, help);
  if (conflicts !== undefined) made.conflicts(conflicts);
  if (setting !== undefined && setting.value.type !== 'flag' && list === undefined) {
    made.argParser((text, before) => readOption(setting.value, text, before));
  } else if (repeats === true) {
    made.argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
  } else if (setting === undefined && Array.isArray(takes)) {
    made.choices(takes as readonly string[]);
  }
  program.addOption(made);
  const { long } = optionNames(flags);
  if (setting?.value.type === 'flag') program.option(negated(long), `not ${long}`);
}

/**
 * Collects options that are given twice where one value is expected, a flag and its opposite
 * included: it is unclear which was meant, and chainweb-mining-client refuses it too.
 */
function watchRepeats(program: Commander): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const repeating = new Set(
    ALL_OPTIONS.filter(({ repeats }) => repeats).map(({ flags }) =>
      new Option(flags).attributeName(),
    ),
  );
  for (const option of program.options) {
    const name = option.attributeName();
    program.on(`option:${option.name()}`, () => {
      if (seen.has(name) && !repeating.has(name)) twice.add(shownName(option));
      seen.add(name);
    });
  }
  return twice;
}

function shownName({ long, flags, negate }: Option): string {
  const positive = negate ? (long ?? flags).replace('--no-', '--') : (long ?? flags);
  const option = ALL_OPTIONS.find((each) => optionNames(each.flags).long === positive);
  const hasOpposite = option?.setting?.value.type === 'flag';
  return hasOpposite ? `${positive} or ${negated(positive)}` : positive;
}
