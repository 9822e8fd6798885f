/** How many threads of the CPU worker run where `threadCount` is not set. */
import { availableParallelism } from 'node:os';
import type { MinerConfig } from './miner-config.ts';
import { THREAD_LIMIT } from './settings/setting.ts';

/** One thread less than there are cores, at least 1: one core keeps the computer responsive. */
export function usualCpuThreads(cores = availableParallelism()): number {
  return Math.min(Math.max(1, cores - 1), THREAD_LIMIT);
}

/**
 * The configuration to mine with. `threadCount` has one default for all workers, that of
 * chainweb-mining-client; the `cpu` worker does not use it unless it was set explicitly.
 * @param cores logical cores; those of this computer if absent
 */
export function withCpuThreads(
  config: MinerConfig,
  isThreadCountGiven: boolean,
  cores?: number,
): MinerConfig {
  if (config.worker !== 'cpu' || isThreadCountGiven) return config;
  return { ...config, threadCount: usualCpuThreads(cores) };
}
