import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { parseCommandLine } from '../command-line/options/parse-command-line.ts';
import { usualCpuThreads, withCpuThreads } from './cpu-threads.ts';
import { DEFAULT_CONFIG } from './miner-config.ts';

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

it('applies on the command line, where the printed default stays', async () => {
  const threadsOf = async (...args: string[]): Promise<unknown> => {
    const command = await parseCommandLine(args);
    return command.kind === 'mine' ? command.config.threadCount : command;
  };
  expect(await threadsOf('--worker', 'cpu')).toBe(usualCpuThreads());
  expect(await threadsOf('--worker', 'cpu', '--thread-count', '2')).toBe(2);
  expect(await threadsOf('--worker', 'stratum')).toBe(2);
  expect(await parseCommandLine(['--worker', 'cpu', '--print-config'])).toMatchObject({
    text: expect.stringContaining('threadCount: 2\n'),
  });
});
