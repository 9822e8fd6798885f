import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src-core/index.ts';
import type { MinerConfig, StartGpuProcess } from '../../src-core/index.ts';
import { collectedLog } from '../../src-core/tests/collected-log.ts';
import {
  HAS_SOFTWARE_GPU,
  startSoftwareGpu,
} from '../../src-core/workers/gpu/tests/software-gpu.ts';
import { createGpuHandlers } from './gpu-handlers.ts';

const { logger, logged } = collectedLog();

async function found(startGpu: StartGpuProcess, allowSoftwareGpu: boolean): Promise<unknown> {
  const config: MinerConfig = { ...DEFAULT_CONFIG, allowSoftwareGpu };
  return createGpuHandlers({ settings: { current: () => config }, startGpu, logger }).findGpus(
    null,
  );
}

it.runIf(HAS_SOFTWARE_GPU)(
  'offers graphics cards, and drivers in software only where they are allowed',
  async () => {
    expect(await found(startSoftwareGpu(), true)).toEqual([expect.stringMatching(/swiftshader/i)]);
    expect(await found(startSoftwareGpu(), false)).toEqual([]);
  },
  60_000,
);

it('offers none that cannot be asked, and logs why', async () => {
  const broken = (): never => {
    throw new Error('no such program');
  };
  expect(await found(broken, false)).toEqual([]);
  expect(await logged('warn')).toEqual([
    'the graphics cards cannot be asked: the process that asks them does not start: no such program',
  ]);
});
