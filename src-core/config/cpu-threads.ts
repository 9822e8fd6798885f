/** How many threads each kind of worker runs. */
import { availableParallelism } from 'node:os';
import type { MinerConfig } from './miner-config.ts';
import { THREAD_LIMIT } from './settings/setting.ts';
import { workersOf } from './workers-of.ts';
import type { WorkerKind } from './workers-of.ts';

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
  const kinds = workersOf(config);
  const isChosen = isThreadCountGiven || config.cpuThreads !== null;
  if (isChosen || !kinds.includes('cpu')) return config;
  const key = kinds.length === 1 ? 'threadCount' : 'cpuThreads';
  return { ...config, [key]: usualCpuThreads(cores) };
}

/** Pieces of work that a kind searches at the same time, in a configuration to mine with. */
export function threadsOf(
  { threadCount, cpuThreads }: Pick<MinerConfig, 'threadCount' | 'cpuThreads'>,
  kind: WorkerKind,
): number {
  return kind === 'cpu' ? (cpuThreads ?? threadCount) : threadCount;
}
