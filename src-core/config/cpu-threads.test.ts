import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { parseCommandLine } from '../command-line/options/parse-command-line.ts';
import { threadsOf, usualCpuThreads, withCpuThreads } from './cpu-threads.ts';
import { DEFAULT_CONFIG } from './miner-config.ts';
import type { MinerConfig } from './miner-config.ts';

const cpu = { ...DEFAULT_CONFIG, worker: 'cpu' } as const;

it.each([
  [1, 1],
  [2, 1],
  [8, 7],
  [5000, 1024],
])('leaves one core of %i, but mines: %i', (cores, threads) => {
  expect(usualCpuThreads(cores)).toBe(threads);
  expect(withCpuThreads(cpu, false, cores)).toEqual({ ...cpu, threadCount: threads });
});

it('asks this computer', () => {
  expect(usualCpuThreads()).toBe(Math.max(1, availableParallelism() - 1));
});

it('keeps what was given, and the default of other workers', () => {
  expect(withCpuThreads(cpu, true, 8)).toBe(cpu);
  expect(withCpuThreads(DEFAULT_CONFIG, false, 8)).toBe(DEFAULT_CONFIG);
});

it.each<[Partial<MinerConfig>, boolean, cpu: number, stratum: number]>([
  [{ workers: ['stratum', 'cpu'] }, false, 7, 2],
  [{ workers: ['stratum', 'cpu'], threadCount: 3 }, true, 3, 3],
  [{ workers: ['stratum', 'cpu'], cpuThreads: 4 }, false, 4, 2],
  [{ worker: 'cpu', cpuThreads: 4, threadCount: 3 }, true, 4, 3],
  [{ worker: 'cpu', workers: ['stratum'] }, false, 2, 2],
])('has threads for each kind of a set: %j', (changes, isGiven, ofCpu, ofStratum) => {
  const config = withCpuThreads({ ...DEFAULT_CONFIG, ...changes }, isGiven, 8);
  expect(threadsOf(config, 'cpu')).toBe(ofCpu);
  expect(threadsOf(config, 'stratum')).toBe(ofStratum);
});

it('applies on the command line, where the printed default stays', async () => {
  const threads = async (...args: string[]): Promise<unknown> => {
    const command = await parseCommandLine(args);
    return command.kind === 'mine' ? command.config.threadCount : command;
  };
  expect(await threads('--worker', 'cpu')).toBe(usualCpuThreads());
  expect(await threads('--worker', 'cpu', '--thread-count', '2')).toBe(2);
  expect(await threads('--worker', 'stratum')).toBe(2);
  expect(await parseCommandLine(['--worker', 'cpu', '--print-config'])).toMatchObject({
    text: expect.stringContaining('threadCount: 2\n'),
  });
});
