/** The practice node as a program in a terminal: its options, its log and its exit code. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { minerAccount, parsePublicKey } from '../chainweb/account.ts';
import { GRAPH_NAMES } from '../chainweb/chain-graph.ts';
import type { GraphName } from '../chainweb/chain-graph.ts';
import { LOG_LEVELS } from '../logging/log-record.ts';
import type { LogLevel } from '../logging/log-record.ts';
import { createLog } from '../logging/logger.ts';
import type { Log } from '../logging/logger.ts';
import { programNamed, runWithOptions, wholeNumber } from '../logging/program-options.ts';
import { sayOnStderr } from '../logging/stderr-line.ts';
import { openTerminalSink } from '../logging/terminal-sink.ts';
import { EXIT } from '../system/exit-codes.ts';
import { onStopSignal } from '../system/stop-signals.ts';
import type { PracticeError } from './chain/practice-errors.ts';
import { practiceDataFile } from './practice-files.ts';
import { startPracticeNode } from './practice-node.ts';

/** The options as parsed by commander. */
interface NodeArguments {
  readonly port: number;
  readonly interface: string;
  readonly graph: GraphName;
  readonly blockDelay?: number;
  readonly firstDifficulty?: number;
  readonly reward?: number;
  readonly dataDir?: string;
  readonly publicKey?: readonly string[];
  readonly disablePow: boolean;
  readonly reset: boolean;
  readonly logLevel: LogLevel;
}

/**
 * Serves until it is stopped, or says why it does not.
 * @param openSink for the log
 * @returns the exit code, see system/exit-codes.ts
 */
export async function runPracticeProgram(
  args: readonly string[],
  openSink = openTerminalSink,
): Promise<number> {
  return runWithOptions(newParser(), args, (given: NodeArguments) => serve(given, openSink));
}

function newParser(): Command {
  const description = 'A small chainweb network of your own. Its blocks are worth nothing.';
  return programNamed('practice-node', description)
    .option('--port <n>', 'TCP port, 0 for any free one', wholeNumber(0, 65_535), 1848)
    .option('--interface <address>', 'address to listen on', '127.0.0.1')
    .addOption(new Option('--graph <name>', 'chains').choices(GRAPH_NAMES).default('twenty'))
    .option('--block-delay <s>', 'seconds per block of one chain (3 times the chains)', seconds)
    .option(
      '--first-difficulty <n>',
      'hashes per block until the first adjustment (50000000)',
      wholeNumber(1, Number.MAX_SAFE_INTEGER),
    )
    .option('--reward <coins>', 'coins that each block pays (0)', wholeNumber(0, 1_000_000))
    .option('--data-dir <folder>', 'keep the blocks here; by default in memory only')
    .option(
      '--public-key <key...>',
      'keys that may mine, each as account k:KEY; by default any account',
      publicKeys,
    )
    .option('--disable-pow', 'accept blocks without proof of work', false)
    .option('--reset', 'discard the blocks and start over', false)
    .addOption(
      new Option('--log-level <level>', 'how much to log').choices(LOG_LEVELS).default('info'),
    );
}

async function serve(given: NodeArguments, openSink: typeof openTerminalSink): Promise<number> {
  const unread = new AbortController();
  const sink = openSink({ format: 'text', onGone: () => unread.abort() });
  const log = createLog({ level: given.logLevel, sink });
  const logger = log.logger.withTag('Practice Node');
  const node = await startPracticeNode(
    {
      port: given.port,
      host: given.interface,
      graph: given.graph,
      blockDelayMicros: given.blockDelay === undefined ? null : given.blockDelay * 1e6,
      ...(given.firstDifficulty !== undefined && { firstDifficulty: given.firstDifficulty }),
      ...(given.reward !== undefined && { reward: given.reward }),
      dataFile: given.dataDir === undefined ? null : practiceDataFile(given.dataDir),
      reset: given.reset,
      accounts: given.publicKey?.map((key) => minerAccount(key)) ?? 'any',
      checkPow: !given.disablePow,
    },
    logger,
  );
  if (!node.ok) {
    logger.error(errorText(node.error));
    await log.flush();
    return EXIT.failed;
  }
  if (given.dataDir === undefined) logger.info('blocks are kept in memory only');
  const code = await stopped(log, unread.signal);
  await node.value.close();
  logger.info('stopped');
  await log.flush();
  return code;
}

/**
 * Resolves to the exit code at the first signal to stop (a second Ctrl-C exits at once), or when
 * the reader of the log is gone.
 */
function stopped(log: Log, unread: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    onStopSignal(() => {
      log.logger.withTag('Practice Node').info('stopping');
      resolve(EXIT.done);
    });
    const onUnread = (): void => {
      sayOnStderr('The reader of the log on stdout is gone: the practice node ends.');
      resolve(EXIT.unread);
    };
    unread.addEventListener('abort', onUnread);
    if (unread.aborted) onUnread();
  });
}

/** The sentence about an error, for the terminal. */
function errorText(error: PracticeError): string {
  if (error.kind === 'practice-data') {
    return `the practice chains in ${error.file ?? 'memory'} cannot be used: ${error.detail}`;
  }
  return `cannot listen on ${error.interfaceName} port ${error.port}: ${error.detail}`;
}

function seconds(text: string): number {
  const value = Number(text);
  if (value >= 0.001 && value <= 86_400) return value;
  throw new InvalidArgumentError('Expected seconds, from 0.001 to 86400.');
}

function publicKeys(text: string, previous: readonly string[] | undefined): readonly string[] {
  const key = parsePublicKey(text);
  if (!key.ok) throw new InvalidArgumentError('Expected 64 digits 0-9 and letters a-f.');
  return [...(previous ?? []), key.value];
}
