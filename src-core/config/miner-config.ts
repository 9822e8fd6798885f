/**
 * What the miner is told to do. Keys, defaults and units are those of chainweb-mining-client where
 * it has them; ours are marked and never change the meaning of its keys.
 */
import { z } from 'zod';
import { GRAPH_NAMES } from '../chainweb/chain-graph.ts';
import { LOG_LEVELS } from '../logging/log-record.ts';
import type { LogSetting } from '../logging/log-record.ts';
import { isHostAddress } from './host-address.ts';
import { parseListenAddress } from '../listening/listen-address.ts';
import { parseShareMode } from '../stratum/difficulty/share-target.ts';

/** The ways of mining this program has. */
export const WORKER_KINDS = [
  'stratum',
  'cpu',
  'external',
  'simulation',
  'constant-delay',
  'on-demand',
] as const;
export type WorkerKind = (typeof WORKER_KINDS)[number];

/** How log messages are written. */
export const LOG_FORMATS = ['text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** How an external worker is told its target. */
export const TARGET_FORMATS = ['le-bytes', 'haskell'] as const;

const THREAD_LIMIT = 1024;

/** What can be worked with, of keys for which chainweb-mining-client reads more than that. */
export const WORKABLE = {
  threadCount: { least: 1, most: THREAD_LIMIT },
  /** Microseconds: a millisecond to an hour. */
  defaultHTTPTimeout: { least: 1000, most: 3_600_000_000 },
  /** Milliseconds, to the longest time a timer of Node can be set to. */
  stratumRate: { least: 1, most: 2_147_483_647 },
  /** Seconds. */
  constantDelayBlockTime: { least: 0, most: 1_000_000_000 },
} as const;

/** Hashes per second. */
export const HASH_RATE_LIMIT = 1e30;

/** Keys whose values are shown to nobody who did not ask for them. */
export const SECRET_KEYS = ['stratumPassword', 'externalWorkerEnvironment'] as const;

/** Every complaint of a key says what was expected, whatever is wrong with the value. */
function whole({ least, most }: { readonly least: number; readonly most: number }): z.ZodNumber {
  const expected = `expected a whole number from ${least} to ${most}`;
  return z.number(expected).int(expected).min(least, expected).max(most, expected);
}

function number(least: number, most: number): z.ZodNumber {
  const expected = `expected a number from ${least} to ${most}`;
  return z.number(expected).min(least, expected).max(most, expected);
}

/** Texts of that client's keys may have any length. */
function text(most = Infinity): z.ZodString {
  return z
    .string('expected text (a number or a word such as yes goes in quotes)')
    .max(most, `expected at most ${most} characters`);
}

function oneOf<const Word extends string>(words: readonly Word[]): z.ZodEnum<{ [W in Word]: W }> {
  return z.enum(words, `expected one of ${words.join(', ')}`);
}

const yesOrNo = z.boolean('expected true or false');

const expectedAddress = 'expected host:port, e.g. localhost:1848';
const nodeAddress = z
  .string(expectedAddress)
  .trim()
  .refine((address) => !/:\d{5,}$/.test(address) || Number(/\d+$/.exec(address)) <= 65_535, {
    message: 'a port is at most 65535',
    abort: true,
  })
  .refine(isHostAddress, expectedAddress);

const port = whole({ least: 0, most: 65_535 });
const expectedInterface = 'expected *, *4, !4, *6, !6 or a host name or address';
const hostPreference = z
  .string(expectedInterface)
  .trim()
  .refine((name) => parseListenAddress(name).ok, expectedInterface);

/** Known levels in any case, as that client reads them; any other text logs everything. */
const logLevel = text().transform(
  (level): LogSetting =>
    LOG_LEVELS.find((each) => each === level.trim().toLowerCase()) ?? level.trim(),
);

export const EXPECTED_RATE = 'expected hashes per second, a number above 0';
const expectedWorker = `expected one of ${WORKER_KINDS.join(', ')}`;
const expectedDifficulty =
  'expected block, a level from 0 to 256, period, or period:<seconds> with 1 to 3600 seconds';

/** Levels are numbers here: that client refuses them as texts. */
function isPeriod(text: string): boolean {
  return text.startsWith('period') && parseShareMode(text).ok;
}

/** Parses a configuration; what is missing gets its default, unknown keys are dropped. */
export const minerConfigSchema = z.object({
  /** The chainweb node's service API, `host:port`. */
  node: nodeAddress.default('localhost:1848'),
  /** Ours: nodes to turn to, in this order, while the first cannot be mined with. */
  fallbackNodes: z
    .array(nodeAddress, 'expected a list of host:port')
    .max(16, 'expected at most 16 nodes')
    .default([]),
  useTls: yesOrNo.default(false),
  /** Accept certificates that cannot be verified. */
  insecure: yesOrNo.default(false),
  /** Any text here, as that client takes it; mining starts only with 64 hex digits. */
  publicKey: text().default(''),
  /** Account to be paid; null for the key's own `k:` account. */
  account: text().nullable().default(null),
  threadCount: whole(WORKABLE.threadCount).default(2),
  /** Print a new key pair instead of mining. */
  generateKey: yesOrNo.default(false),
  /** A level of LOG_LEVELS; any other text logs everything. */
  logLevel: logLevel.default('info'),
  /** Ours: `json` writes one JSON object per line. In a terminal only. */
  logFormat: oneOf(LOG_FORMATS).default('text'),
  /** Ours: a file that gets the log too; null for none. In a terminal only. */
  logFile: text(4096).min(1, 'expected the path of a file').nullable().default(null),
  worker: z
    .string(expectedWorker)
    .toLowerCase()
    .pipe(z.enum(WORKER_KINDS, expectedWorker))
    .default('stratum'),
  /** Microseconds until a request to the node is given up. */
  defaultHTTPTimeout: whole(WORKABLE.defaultHTTPTimeout).default(1_000_000),
  /** Hashes per second that the simulation worker pretends to have, all threads together. */
  hashRate: z
    .number(EXPECTED_RATE)
    .positive(EXPECTED_RATE)
    .max(HASH_RATE_LIMIT, 'expected at most 1e30 hashes per second')
    .default(1_000_000),
  /** Ours: the share of time in which CPU threads hash, above 0 and at most 1. */
  cpuDutyCycle: number(0.05, 1).default(1),
  /** Ours: CPU threads rest while the computer runs on battery. */
  pauseOnBattery: yesOrNo.default(false),
  /** The external worker's command; the target follows as its last argument. */
  externalWorkerCommand: text().default(
    "echo 'no external worker command configured' && /bin/false",
  ),
  /** Ours: commands of several programs, one mining loop each; used instead when not empty. */
  externalWorkerCommands: z
    .array(text(8192).regex(/\S/, 'expected a command'), 'expected a list of commands')
    .max(THREAD_LIMIT, `expected at most ${THREAD_LIMIT} commands`)
    .default([]),
  /** Ours: `haskell` prints the target as chainweb-mining-client since 0.3 does, word by word. */
  externalWorkerTargetFormat: oneOf(TARGET_FORMATS).default('le-bytes'),
  /** Ours: variables for external workers, on top of the inherited ones and of ours. */
  externalWorkerEnvironment: z
    .record(
      z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected a name of letters, digits and _'),
      text(8192),
      'expected names with texts',
    )
    .default({}),
  /** Interface syntax: `*`, `*4`, `!4`, `*6`, `!6` or a host. */
  stratumInterface: hostPreference.default('*'),
  stratumPort: port.default(1917),
  /** `block`, a level 0…256, or ours: `period` or `period:<seconds>` for shares at that pace. */
  stratumDifficulty: z
    .union(
      [
        z.number().int(expectedDifficulty).min(0, expectedDifficulty).max(256, expectedDifficulty),
        z.literal('block'),
        z.string().refine(isPeriod, expectedDifficulty),
      ],
      expectedDifficulty,
    )
    .default('block'),
  /** Milliseconds between two jobs of one mining thread. */
  stratumRate: whole(WORKABLE.stratumRate).default(1000),
  /** Ours: the level below which no machine's difficulty falls, networks permitting. */
  stratumMinDifficulty: whole({ least: 0, most: 256 }).default(42),
  /** Ours: rig names that may mine; empty lets all in. */
  stratumAllowedRigs: z
    .array(text(128).min(1, 'expected a rig name'), 'expected a list of rig names')
    .max(10_000, 'expected at most 10000 rigs')
    .default([]),
  /** Ours: the password machines have to give; null for none. */
  stratumPassword: text(256).nullable().default(null),
  /** Ours: a rig seen for the first time waits until the person has said yes. */
  stratumAskFirst: yesOrNo.default(false),
  onDemandInterface: hostPreference.default('*'),
  onDemandPort: port.default(1917),
  /** Seconds per block of the whole network for the constant-delay worker. */
  constantDelayBlockTime: number(0, WORKABLE.constantDelayBlockTime.most).default(30),
  /** Ours: port that serves Prometheus metrics; null for none. */
  metricsPort: port.nullable().default(null),
  /** Ours: where metrics are served, in the syntax of `stratumInterface`. */
  metricsInterface: hostPreference.default('127.0.0.1'),
  /** Ours: mine on the embedded practice network instead of `node`. */
  practice: yesOrNo.default(false),
  /** Ours: the practice network's graph; a change needs its chains to be reset. */
  practiceGraph: oneOf(GRAPH_NAMES).default('twenty'),
  /** Ours: seconds between two blocks of one practice chain. */
  practiceBlockDelay: number(0.1, 3600).default(60),
  /** Ours: the practice network takes blocks without proof of work, for workers that only pretend. */
  practiceDisablePow: yesOrNo.default(false),
});

export type MinerConfig = Readonly<z.output<typeof minerConfigSchema>>;
export type ConfigKey = keyof MinerConfig;

/** The configuration with every key at its default. */
export const DEFAULT_CONFIG: MinerConfig = minerConfigSchema.parse({});
