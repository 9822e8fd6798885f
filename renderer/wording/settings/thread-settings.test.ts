import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../src-core/index.ts';
import type { MinerConfig } from '../../../contract/screen-contract.ts';
import { cpuThreadsSetting, threadCountText } from './thread-settings.ts';

const config = (changes: Partial<MinerConfig>): MinerConfig => ({ ...DEFAULT_CONFIG, ...changes });

it('gives the processor a setting of its own beside others, and as long as that is set', () => {
  expect(cpuThreadsSetting(config({ worker: 'cpu' }))).toBe('threadCount');
  expect(cpuThreadsSetting(config({ workers: ['stratum', 'cpu'] }))).toBe('cpuThreads');
  expect(cpuThreadsSetting(config({ worker: 'cpu', cpuThreads: 2 }))).toBe('cpuThreads');
});

it('shows the number of threads once, with the sentence of all that use it', () => {
  expect(threadCountText(config({ worker: 'cpu' }))).toBeNull();
  expect(threadCountText(config({ workers: ['stratum', 'cpu'] }))).toBe(
    'settings.threadCount.stratum',
  );
  expect(threadCountText(config({ workers: ['stratum', 'external'] }))).toBe(
    'settings.threadCount.several',
  );
  const listed = { externalWorkerCommands: ['a', 'b'] };
  expect(threadCountText(config({ worker: 'external', ...listed }))).toBeNull();
  expect(threadCountText(config({ workers: ['external', 'simulation'], ...listed }))).toBe(
    'settings.threadCount.simulated',
  );
});
