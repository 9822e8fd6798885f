/**
 * From the arguments of a command line to what the program does: configuration files are applied in
 * the order given, then the options. Options of chainweb-mining-client have its names and meanings.
 */
import { generateKeyPair } from '../../chainweb/account.ts';
import { isLogLevel } from '../../logging/log-record.ts';
import { completionScript } from './completion.ts';
import { exportForHaskell } from '../../config/files/config-export.ts';
import type { ConfigError } from '../../config/config-error.ts';
import { mergeConfig, textOfUnknown } from '../../config/config-merge.ts';
import type { ConfigSource, MergedConfig } from '../../config/config-merge.ts';
import { printConfig } from '../../config/files/config-print.ts';
import { withCpuThreads } from '../../config/cpu-threads.ts';
import { readConfigSource } from '../../config/files/config-source.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import {
  describeAdapted,
  describeConfigError,
  describeRepeated,
  describeUnknown,
} from '../texts/config-sentences.ts';
import { parseOptions } from './option-parser.ts';
import type { ConfigurationOptions, MachineTask } from './option-parser.ts';
import type { Result } from '../../result.ts';
import { PROGRAM_NAME } from '../texts/program-info.ts';
import type { PrintChoice } from './program-options.ts';

/** What the program is to do. */
export type Command =
  | {
      readonly kind: 'mine';
      readonly config: MinerConfig;
      /** Where history and practice chains are kept; null for the usual place. */
      readonly dataDirectory: string | null;
      /** Warnings to log once, such as of keys without effect. */
      readonly notices: readonly string[];
    }
  | {
      readonly kind: 'machines';
      readonly task: MachineTask;
      readonly config: MinerConfig;
      /** Null for the usual place. */
      readonly dataDirectory: string | null;
    }
  /** Send a test to the webhook. */
  | { readonly kind: 'test-notice'; readonly config: MinerConfig }
  /** Ask the miner that runs on this computer whether it mines. */
  | { readonly kind: 'health'; readonly config: MinerConfig }
  | {
      readonly kind: 'diagnose';
      /** What is wrong with it is a part of the diagnosis. */
      readonly configuration: Result<MergedConfig, ConfigError>;
      /** Null for the usual place. */
      readonly dataDirectory: string | null;
      readonly asJson: boolean;
    }
  | { readonly kind: 'print'; readonly text: string }
  /** The command line or a file is wrong; nothing was started. */
  | { readonly kind: 'refuse'; readonly message: string };

/** Reads the arguments after the program's name, and the configuration files they name. */
export async function parseCommandLine(args: readonly string[]): Promise<Command> {
  const options = parseOptions(args);
  if (!options.ok) {
    const message = `${options.error}\n${PROGRAM_NAME} --help shows all options.`;
    return { kind: 'refuse', message };
  }
  switch (options.value.kind) {
    case 'print':
      return { kind: 'print', text: options.value.text };
    case 'completion':
      return { kind: 'print', text: completionScript(options.value.shell) };
    case 'configure':
  }
  const { printAs, dataDirectory, machines, diagnoses, testsNotice, asksHealth } = options.value;
  const merged = await readConfiguration(options.value);
  if (diagnoses !== null) {
    return { kind: 'diagnose', configuration: merged, dataDirectory, ...diagnoses };
  }
  if (!merged.ok) return { kind: 'refuse', message: describeConfigError(merged.error) };
  const { config } = merged.value;
  if (printAs !== null) return { kind: 'print', text: `${printed(merged.value, printAs)}\n` };
  if (config.generateKey) return { kind: 'print', text: newKeyText() };
  if (testsNotice) return { kind: 'test-notice', config };
  if (asksHealth) return { kind: 'health', config };
  if (machines !== null) return { kind: 'machines', task: machines, config, dataDirectory };
  const isThreadCountGiven = merged.value.origins.threadCount.kind !== 'default';
  return {
    kind: 'mine',
    config: withCpuThreads(config, isThreadCountGiven),
    dataDirectory,
    notices: noticesOf(merged.value),
  };
}

async function readConfiguration({
  keys,
  configFiles,
  allowRemoteCommands,
}: ConfigurationOptions): Promise<Result<MergedConfig, ConfigError>> {
  const sources: ConfigSource[] = [];
  for (const location of configFiles) {
    const source = await readConfigSource(location, { allowRemoteCommands });
    if (!source.ok) return source;
    sources.push(source.value);
  }
  return mergeConfig([...sources, { origin: { kind: 'command-line' }, keys }]);
}

function printed({ config, unknown }: MergedConfig, choice: PrintChoice): string {
  const given = { config, unknown: textOfUnknown(unknown) };
  return choice === 'portable' ? exportForHaskell(given).text : printConfig(given, choice);
}

/** Two lines, column by column as chainweb-mining-client prints them: scripts cut them. */
function newKeyText(): string {
  const { publicKey, privateKey } = generateKeyPair();
  return `public:  ${publicKey}\nprivate: ${privateKey}\n`;
}

function noticesOf({ config, unknown, adapted, repeated }: MergedConfig): string[] {
  const notices = [
    ...unknown.map(describeUnknown),
    ...adapted.map(describeAdapted),
    ...repeated.map(describeRepeated),
  ];
  if (!isLogLevel(config.logLevel)) {
    const level = JSON.stringify(config.logLevel);
    notices.push(`log level ${level} is not known: everything is logged`);
  }
  return notices;
}
