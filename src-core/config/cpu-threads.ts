/** How many threads search on this computer's processor when nobody has said it. */
import { availableParallelism } from 'node:os';
import { WORKABLE } from './miner-config.ts';
import type { MinerConfig } from './miner-config.ts';

/** One core is left to the interface and to everything else. */
export function usualCpuThreads(cores = availableParallelism()): number {
  return Math.min(Math.max(1, cores - 1), WORKABLE.threadCount.most);
}

/**
 * The configuration to mine with. `threadCount` has one default for all workers, that of
 * chainweb-mining-client; for the `cpu` worker it only holds when it was given as such.
 */
export function withCpuThreads(
  config: MinerConfig,
  isThreadCountGiven: boolean,
  cores?: number,
): MinerConfig {
  if (config.worker !== 'cpu' || isThreadCountGiven) return config;
  return { ...config, threadCount: usualCpuThreads(cores) };
}
