/**
 * What the miner is told to do. Keys, defaults and units are those of chainweb-mining-client where
 * it has them; ours are marked and never change the meaning of its keys.
 */
import { z } from 'zod';
import { GRAPH_NAMES } from '../chainweb/chain-graph.ts';
import { LOG_LEVELS } from '../logging/log-record.ts';

/** The ways of mining this program has. */
export const WORKER_KINDS = ['cpu'] as const;
export type WorkerKind = (typeof WORKER_KINDS)[number];

const nodeAddress = z
  .string()
  .trim()
  .regex(/^(\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+):\d{1,5}$/, 'expected host:port, e.g. localhost:1848')
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= 65_535, {
    message: 'a port is at most 65535',
  });

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
  worker: z.enum(WORKER_KINDS).default('cpu'),
  /** Microseconds until a request to the node is given up. */
  defaultHTTPTimeout: z.number().int().min(1000).max(3_600_000_000).default(1_000_000),
  /** Ours: mine on the embedded practice network instead of `node`. */
  practice: z.boolean().default(false),
  /** Ours: the practice network's graph; a change needs its chains to be reset. */
  practiceGraph: z.enum(GRAPH_NAMES).default('twenty'),
  /** Ours: seconds between two blocks of one practice chain. */
  practiceBlockDelay: z.number().min(0.1).max(3600).default(60),
});

export type MinerConfig = Readonly<z.output<typeof minerConfigSchema>>;

/** The configuration with every key at its default. */
export const DEFAULT_CONFIG: MinerConfig = minerConfigSchema.parse({});
