/**
 * The command line: options of chainweb-mining-client with their names, short names and meanings,
 * and ours. Configuration files are applied in the order given, then the options.
 */
import { Command as Commander, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { parsePublicKey } from '../chainweb/account.ts';
import { GRAPH_NAMES } from '../chainweb/chain-graph.ts';
import { LOG_LEVELS } from '../logging/log-record.ts';
import { describeIssue, readConfigKeys } from './config-file.ts';
import { minerConfigSchema, WORKER_KINDS } from './miner-config.ts';
import type { MinerConfig } from './miner-config.ts';

/** What the program is told to do. */
export type Command =
  | {
      readonly kind: 'mine';
      readonly config: MinerConfig;
      /** Where history and practice chains are kept; null for the usual place. */
      readonly dataDirectory: string | null;
    }
  | { readonly kind: 'print'; readonly text: string }
  /** The command line or a file is wrong; nothing was started. */
  | { readonly kind: 'refuse'; readonly message: string };

/** Options that are keys of the configuration, by commander's name for them. */
const KEYS = {
  node: 'node',
  fallbackNode: 'fallbackNodes',
  tls: 'useTls',
  insecure: 'insecure',
  publicKey: 'publicKey',
  account: 'account',
  threadCount: 'threadCount',
  logLevel: 'logLevel',
  worker: 'worker',
  defaultHttpTimeout: 'defaultHTTPTimeout',
  practice: 'practice',
  practiceGraph: 'practiceGraph',
  practiceBlockDelay: 'practiceBlockDelay',
} as const satisfies Record<string, keyof MinerConfig>;

/** Reads the arguments that follow the program's name, and the files they name. */
export async function parseCommandLine(argv: readonly string[]): Promise<Command> {
  let printed = '';
  let complaint = '';
  const program = commander(await programVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => (printed += text),
      writeErr: (text) => (complaint += text),
    });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'print', text: printed };
    return { kind: 'refuse', message: complaint.trim() };
  }
  const options: Record<string, unknown> = program.opts();
  const keys: Record<string, unknown> = {};
  for (const path of (options['configFile'] as string[] | undefined) ?? []) {
    const file = await readConfigKeys(path);
    if (!file.ok) return { kind: 'refuse', message: file.error.message };
    Object.assign(keys, file.value);
  }
  for (const [option, key] of Object.entries(KEYS)) {
    if (options[option] !== undefined) keys[key] = options[option];
  }
  const config = minerConfigSchema.safeParse(keys);
  if (!config.success) return { kind: 'refuse', message: describeIssue(config.error, keys) };
  return {
    kind: 'mine',
    config: config.data,
    dataDirectory: (options['dataDir'] as string | undefined) ?? null,
  };
}

function commander(version: string): Commander {
  return new Commander('heddle')
    .description('Mines on a Chainweb network, without a window.')
    .version(version, '-v, --version')
    .helpOption('-h, --help', 'show this help')
    .option('--practice', 'mine on the embedded practice network')
    .option('-n, --node <host:port>', "the chainweb node's service API (localhost:1848)")
    .option('--fallback-node <host:port...>', 'nodes to turn to while the first is down')
    .option('-t, --tls', 'use TLS to connect to the node')
    .option('--no-tls', 'do not use TLS')
    .option('-x, --insecure', 'accept certificates that cannot be verified')
    .option('--no-insecure', 'verify certificates')
    .option('-k, --public-key <key>', 'public key of the miner, 64 hex digits', publicKey)
    .option('-a, --account <name>', 'account to pay (k: followed by the key)')
    .option('-c, --thread-count <n>', 'number of mining threads (2)', Number)
    .addOption(new Option('-w, --worker <kind>', 'what mines').choices(WORKER_KINDS))
    .addOption(new Option('-l, --log-level <level>', 'how much to log').choices(LOG_LEVELS))
    .option('--default-http-timeout <µs>', 'patience with the node (1000000)', Number)
    .option('--config-file <file...>', 'configuration files, YAML or JSON, applied in order')
    .addOption(
      new Option('--practice-graph <name>', 'graph of the practice network').choices(GRAPH_NAMES),
    )
    .option('--practice-block-delay <s>', 'seconds per block and practice chain (60)', Number)
    .option('--data-dir <folder>', 'where history and practice chains are kept')
    .allowExcessArguments(false);
}

function publicKey(text: string): string {
  const key = parsePublicKey(text);
  if (key.ok) return key.value;
  throw new InvalidArgumentError(`${key.error.reason}.`);
}

async function programVersion(): Promise<string> {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}
