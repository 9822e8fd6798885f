/**
 * What the miner is told to do. Keys, defaults and units are those of chainweb-mining-client where
 * it has them; ours are marked and never change the meaning of its keys.
 */
import { z } from 'zod';
import { GRAPH_NAMES } from '../chainweb/chain-graph.ts';
import { LOG_LEVELS } from '../logging/log-record.ts';

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

const nodeAddress = z
  .string()
  .trim()
  .regex(/^(\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+):\d{1,5}$/, 'expected host:port, e.g. localhost:1848')
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= 65_535, {
    message: 'a port is at most 65535',
  });

const port = z.number().int().min(0).max(65_535);
const hostPreference = z.string().trim().min(1).max(255);
const threadLimit = 1024;

/** Parses a configuration; what is missing gets its default, unknown keys are dropped. */
export const minerConfigSchema = z.object({
  /** The chainweb node's service API, `host:port`. */
  node: nodeAddress.default('localhost:1848'),
  /** Ours: nodes to turn to, in this order, while the first cannot be mined with. */
  fallbackNodes: z.array(nodeAddress).max(16).default([]),
  useTls: z.boolean().default(false),
  /** Accept certificates that cannot be verified. */
  insecure: z.boolean().default(false),
  /** 64 hex digits; empty until the person gave one. */
  publicKey: z
    .string()
    .regex(/^([0-9a-f]{64})?$/, 'expected 64 hex digits')
    .default(''),
  /** Account to be paid; null for the key's own `k:` account. */
  account: z.string().min(1).max(256).nullable().default(null),
  threadCount: z.number().int().min(1).max(threadLimit).default(2),
  logLevel: z.enum(LOG_LEVELS).default('info'),
  worker: z.enum(WORKER_KINDS).default('stratum'),
  /** Microseconds until a request to the node is given up. */
  defaultHTTPTimeout: z.number().int().min(1000).max(3_600_000_000).default(1_000_000),
  /** Hashes per second that the simulation worker pretends to have, all threads together. */
  hashRate: z.number().positive().max(1e30).default(1_000_000),
  /** Ours: the share of time in which CPU threads hash, above 0 and at most 1. */
  cpuDutyCycle: z.number().min(0.05).max(1).default(1),
  /** Ours: CPU threads rest while the computer runs on battery. */
  pauseOnBattery: z.boolean().default(false),
  /** The external worker's command; the target follows as its last argument. */
  externalWorkerCommand: z
    .string()
    .max(8192)
    .default("echo 'no external worker command configured' && /bin/false"),
  /** Ours: `haskell` prints the target as chainweb-mining-client since 0.3 does, word by word. */
  externalWorkerTargetFormat: z.enum(['le-bytes', 'haskell']).default('le-bytes'),
  /** Ours: variables for external workers, on top of the inherited ones and of ours. */
  externalWorkerEnvironment: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().max(8192))
    .default({}),
  /** Interface syntax: `*`, `*4`, `!4`, `*6`, `!6` or a host. */
  stratumInterface: hostPreference.default('*'),
  stratumPort: port.default(1917),
  /** `block`, a level 0…256, or ours: `period` or `period:<seconds>` for shares at that pace. */
  stratumDifficulty: z
    .union([
      z.number().int().min(0).max(256),
      z.literal('block'),
      z.string().regex(/^period(:\d+(\.\d+)?)?$/, 'expected block, a level 0 to 256, or period:10'),
    ])
    .default('block'),
  /** Milliseconds between two jobs of one mining thread. */
  stratumRate: z.number().int().min(50).max(3_600_000).default(1000),
  /** Ours: the level below which no machine's difficulty falls, networks permitting. */
  stratumMinDifficulty: z.number().int().min(0).max(256).default(42),
  /** Ours: rig names that may mine; empty lets all in. */
  stratumAllowedRigs: z.array(z.string().min(1).max(128)).max(10_000).default([]),
  /** Ours: the password machines have to give; null for none. */
  stratumPassword: z.string().max(256).nullable().default(null),
  /** Ours: a rig seen for the first time waits until the person has said yes. */
  stratumAskFirst: z.boolean().default(false),
  onDemandInterface: hostPreference.default('*'),
  onDemandPort: port.default(1917),
  /** Seconds per block of the whole network for the constant-delay worker. */
  constantDelayBlockTime: z.number().min(0).max(1e9).default(30),
  /** Ours: port that serves Prometheus metrics; null for none. */
  metricsPort: port.nullable().default(null),
  metricsInterface: hostPreference.default('127.0.0.1'),
  /** Ours: mine on the embedded practice network instead of `node`. */
  practice: z.boolean().default(false),
  /** Ours: the practice network's graph; a change needs its chains to be reset. */
  practiceGraph: z.enum(GRAPH_NAMES).default('twenty'),
  /** Ours: seconds between two blocks of one practice chain. */
  practiceBlockDelay: z.number().min(0.1).max(3600).default(60),
  /** Ours: the practice network takes blocks without proof of work, for workers that only pretend. */
  practiceDisablePow: z.boolean().default(false),
});

export type MinerConfig = Readonly<z.output<typeof minerConfigSchema>>;

/** The configuration with every key at its default. */
export const DEFAULT_CONFIG: MinerConfig = minerConfigSchema.parse({});
