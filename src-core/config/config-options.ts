/**
 * The options of the command line that are keys of the configuration: names, short names and
 * meanings of chainweb-mining-client, and ours. Help, completion and parsing come from this table.
 */
import { GRAPH_NAMES } from '../chainweb/chain-graph.ts';
import { LOG_LEVELS } from '../logging/log-record.ts';
import { LOG_FORMATS, TARGET_FORMATS, WORKER_KINDS } from './miner-config.ts';
import type { ConfigKey } from './miner-config.ts';
import { oneNumber, unitPrefixed, unquoted, unquotedNumber } from './option-values.ts';

export interface ConfigOption {
  readonly key: ConfigKey;
  /** With two dashes. */
  readonly long: string;
  /** With one dash. */
  readonly short?: string;
  /** What stands for the value in the help; null for a flag, which also gets a `--no-` form. */
  readonly metavar: string | null;
  /** A phrase; the help adds the default. */
  readonly help: string;
  /** Words it may be followed by, for help and completion. */
  readonly words?: readonly string[];
  /** Whether the value is the name of a file or folder. */
  readonly isPath?: boolean;
  /** The key's value from the text; texts are taken as they are unless told otherwise. */
  readonly read?: (text: string) => unknown;
  /** Given several times, the values make a list, or, with `NAME=VALUE`, a map. */
  readonly repeats?: 'list' | 'map';
}

export interface OptionGroup {
  readonly title: string;
  readonly options: readonly ConfigOption[];
}

const flag = (key: ConfigKey, long: string, help: string, short?: string): ConfigOption => ({
  key,
  long,
  metavar: null,
  help,
  ...(short !== undefined && { short }),
});

const mining: OptionGroup = {
  title: 'What is mined, and for whom:',
  options: [
    {
      key: 'publicKey',
      long: '--public-key',
      short: '-k',
      metavar: 'KEY',
      help: 'public key of the account that is paid, 64 hex digits',
    },
    {
      key: 'account',
      long: '--account',
      short: '-a',
      metavar: 'NAME',
      help: "account that is paid (default: the public key with 'k:' before it)",
    },
    flag('generateKey', '--generate-key', 'print a new key pair and exit'),
    {
      key: 'worker',
      long: '--worker',
      short: '-w',
      metavar: 'KIND',
      help: `what mines: ${WORKER_KINDS.join(', ')}`,
      words: WORKER_KINDS,
    },
    {
      key: 'threadCount',
      long: '--thread-count',
      short: '-c',
      metavar: 'N',
      help: 'searches at the same time; cpu: cores less one if not given',
      read: oneNumber,
    },
  ],
};

const node: OptionGroup = {
  title: 'The node:',
  options: [
    {
      key: 'node',
      long: '--node',
      short: '-n',
      metavar: 'HOST:PORT',
      help: 'service API of the chainweb node',
    },
    {
      key: 'fallbackNodes',
      long: '--fallback-node',
      metavar: 'HOST:PORT',
      help: 'a node to turn to while the first is down; may be repeated',
      repeats: 'list',
    },
    flag('useTls', '--tls', 'connect to the node with TLS', '-t'),
    flag('insecure', '--insecure', 'accept certificates that cannot be verified', '-x'),
    {
      key: 'defaultHTTPTimeout',
      long: '--default-http-timeout',
      metavar: 'µS',
      help: 'microseconds until a request to the node is given up',
      read: oneNumber,
    },
  ],
};

const stratum: OptionGroup = {
  title: 'Stratum worker (ASICs connect to it):',
  options: [
    {
      key: 'stratumPort',
      long: '--stratum-port',
      metavar: 'PORT',
      help: 'port that machines connect to',
      read: unquotedNumber,
    },
    {
      key: 'stratumInterface',
      long: '--stratum-interface',
      metavar: 'HOST',
      help: '*, *4, !4 (IPv4 only), *6, !6 (IPv6 only) or an address of this computer',
      read: unquoted,
    },
    {
      key: 'stratumDifficulty',
      long: '--stratum-difficulty',
      metavar: 'D',
      help:
        'difficulty of shares: block (that of the block), a level from 0 to 256 (leading zero ' +
        'bits), or period:10 for a share about every 10 s',
      words: ['block', 'period'],
      read: oneNumber,
    },
    {
      key: 'stratumRate',
      long: '--stratum-rate',
      short: '-s',
      metavar: 'MS',
      help: 'milliseconds between two jobs of a mining thread',
      read: oneNumber,
    },
    {
      key: 'stratumMinDifficulty',
      long: '--stratum-min-difficulty',
      metavar: 'LEVEL',
      help: 'no share is easier than this, unless blocks are',
      read: oneNumber,
    },
    {
      key: 'stratumAllowedRigs',
      long: '--stratum-allowed-rig',
      metavar: 'NAME',
      help: 'a rig that may mine; may be repeated (default: all)',
      repeats: 'list',
    },
    {
      key: 'stratumPassword',
      long: '--stratum-password',
      metavar: 'TEXT',
      help: 'password that machines have to give (default: none)',
    },
    flag('stratumAskFirst', '--stratum-ask-first', 'rigs seen for the first time wait for a yes'),
  ],
};

const others: OptionGroup = {
  title: 'Other workers:',
  options: [
    {
      key: 'externalWorkerCommand',
      long: '--external-worker-cmd',
      metavar: 'COMMAND',
      help: 'command of the external worker; the target is added as its last argument',
    },
    {
      key: 'externalWorkerCommands',
      long: '--external-worker-program',
      metavar: 'COMMAND',
      help: 'the same for one of several programs; may be repeated',
      repeats: 'list',
    },
    {
      key: 'externalWorkerTargetFormat',
      long: '--external-worker-target-format',
      metavar: 'FORMAT',
      help: 'le-bytes, or haskell for the word order of chainweb-mining-client',
      words: TARGET_FORMATS,
    },
    {
      key: 'externalWorkerEnvironment',
      long: '--external-worker-env',
      metavar: 'NAME=VALUE',
      help: 'a variable for external workers; may be repeated',
      repeats: 'map',
    },
    {
      key: 'hashRate',
      long: '--hash-rate',
      short: '-r',
      metavar: 'H/S',
      help: 'hashes per second of the simulation worker, e.g. 1.5M, 2Gi',
      read: unitPrefixed,
    },
    {
      key: 'constantDelayBlockTime',
      long: '--constant-delay-block-time',
      metavar: 'S',
      help: 'seconds per block of the constant-delay worker',
      read: oneNumber,
    },
    {
      key: 'onDemandPort',
      long: '--on-demand-port',
      metavar: 'PORT',
      help: 'port of the on-demand worker',
      read: unquotedNumber,
    },
    {
      key: 'onDemandInterface',
      long: '--on-demand-interface',
      metavar: 'HOST',
      help: 'where the on-demand worker listens, as --stratum-interface',
      read: unquoted,
    },
    {
      key: 'cpuDutyCycle',
      long: '--cpu-duty-cycle',
      metavar: 'PART',
      help: 'part of the time in which CPU threads hash, 0.05 to 1',
      read: oneNumber,
    },
    flag('pauseOnBattery', '--pause-on-battery', 'CPU threads rest while on battery'),
  ],
};

const practice: OptionGroup = {
  title: 'Practice network:',
  options: [
    flag('practice', '--practice', 'mine on a network of your own, inside this program'),
    {
      key: 'practiceGraph',
      long: '--practice-graph',
      metavar: 'NAME',
      help: `its chains: ${GRAPH_NAMES.join(', ')}`,
      words: GRAPH_NAMES,
    },
    {
      key: 'practiceBlockDelay',
      long: '--practice-block-delay',
      metavar: 'S',
      help: 'seconds between two blocks of one of its chains',
      read: oneNumber,
    },
    flag('practiceDisablePow', '--practice-disable-pow', 'it takes blocks without proof of work'),
  ],
};

const watching: OptionGroup = {
  title: 'Logs and metrics:',
  options: [
    {
      key: 'logLevel',
      long: '--log-level',
      short: '-l',
      metavar: 'LEVEL',
      help: `${LOG_LEVELS.join(', ')}; any other text logs everything`,
      words: LOG_LEVELS,
    },
    {
      key: 'logFormat',
      long: '--log-format',
      metavar: 'FORMAT',
      help: 'text, or json for one object per line',
      words: LOG_FORMATS,
    },
    {
      key: 'logFile',
      long: '--log-file',
      metavar: 'FILE',
      help: 'write the log to this file too; full files are set aside as FILE.1, FILE.2, …',
      isPath: true,
    },
    {
      key: 'metricsPort',
      long: '--metrics-port',
      metavar: 'PORT',
      help: 'serve Prometheus metrics at http://127.0.0.1:PORT/metrics (default: not served)',
      read: unquotedNumber,
    },
    {
      key: 'metricsInterface',
      long: '--metrics-interface',
      metavar: 'HOST',
      help: 'where metrics are served, as --stratum-interface',
      read: unquoted,
    },
  ],
};

export const OPTION_GROUPS: readonly OptionGroup[] = [
  mining,
  node,
  stratum,
  others,
  practice,
  watching,
];

export const CONFIG_OPTIONS: readonly ConfigOption[] = OPTION_GROUPS.flatMap(
  ({ options }) => options,
);

/** The option of a key, with its two dashes. */
export function optionOf(key: string): string {
  return CONFIG_OPTIONS.find((option) => option.key === key)?.long ?? key;
}

/** The form that sets a flag to false. */
export function negated(long: string): string {
  return long.replace(/^--/, '--no-');
}
