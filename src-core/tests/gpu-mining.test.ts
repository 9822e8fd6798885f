/** The whole core with graphics cards, on practice networks. The card is a driver in software. */
import { describe, expect, it } from 'vitest';
import { minerConfigSchema } from '../config/miner-config.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import type { StartError } from '../mining/start-error.ts';
import { startMining } from '../mining/start-mining.ts';
import type { StartGpuProcess } from '../workers/gpu/process/gpu-process.ts';
import {
  HAS_SOFTWARE_GPU,
  startSoftwareGpu,
  startWithoutGpu,
} from '../workers/gpu/tests/software-gpu.ts';
import { host, logger, miningTest, publicKey } from './mining-test.ts';

const { folder, history, practiceNode, mining } = miningTest();
const gpu = { worker: 'gpu', allowSoftwareGpu: true } as const;

describe.runIf(HAS_SOFTWARE_GPU)('mining with a graphics card', () => {
  it.each(['singleton', 'petersen'] as const)(
    'finds accepted blocks on the graph %s',
    async (graph) => {
      const node = await practiceNode(0, { graph });
      const miner = await mining({ ...gpu, node: host(node) }, undefined, startSoftwareGpu());
      const { blocks, workers } = await miner.until(
        ({ blockCounts }) => blockCounts.accepted + blockCounts.confirmed >= 2,
      );
      for (const { worker } of blocks) expect(worker).toBe('GPU 0');
      expect(workers[0]).toMatchObject({ name: 'GPU 0' });
      expect(miner.events.filter(({ type }) => type === 'worker-failed')).toEqual([]);
    },
    60_000,
  );

  it.each([
    ['crash of the driver', 'crashed', 'gpu-exited'],
    ['lost device', 'lost', 'gpu-lost'],
  ])(
    'survives a %s',
    async (_, FAULT, kind) => {
      const node = await practiceNode();
      const child = new URL('../workers/gpu/tests/faulty-child.ts', import.meta.url);
      // The first process lists the cards, and makes the file; so the second one is the faulty one.
      const start = startSoftwareGpu();
      const faulty = startSoftwareGpu(child, { FAULT, FAULT_ONCE: `${folder()}/failed` });
      let starts = 0;
      const startGpu: StartGpuProcess = (options) => (starts++ === 0 ? start : faulty)(options);
      const miner = await mining({ ...gpu, node: host(node) }, undefined, startGpu);
      const failed = await miner.until(({ problems }) => problems.length > 0);
      expect(failed.problems).toMatchObject([{ kind: 'worker', worker: 'GPU 0', fault: { kind } }]);
      await miner.until(
        ({ problems, blockCounts }) =>
          problems.length === 0 && blockCounts.accepted + blockCounts.confirmed >= 1,
      );
      expect(starts).toBeGreaterThan(2);
    },
    60_000,
  );

  it('mines beside the processor, and both find accepted blocks', async () => {
    const node = await practiceNode(0, { firstDifficulty: 200_000 });
    const both = { ...gpu, workers: ['cpu', 'gpu'] as MinerConfig['workers'], cpuDutyCycle: 0.05 };
    const miner = await mining({ ...both, node: host(node) }, undefined, startSoftwareGpu());
    const taken = new Set(['accepted', 'confirmed']);
    await miner.until(({ blocks }) => {
      const finders = blocks.filter(({ state }) => taken.has(state)).map(({ worker }) => worker);
      return finders.includes('GPU 0') && finders.includes('CPU 0');
    });
    expect(miner.snapshot().problems).toEqual([]);
  }, 60_000);

  it('leaves the processor mining where there is no graphics card, and says so', async () => {
    const node = await practiceNode();
    const both = { ...gpu, workers: ['cpu', 'gpu'] as MinerConfig['workers'] };
    const miner = await mining({ ...both, node: host(node) }, undefined, startWithoutGpu());
    const { groups } = await miner.until(
      ({ blockCounts }) => blockCounts.accepted + blockCounts.confirmed >= 1,
    );
    expect(groups).toMatchObject([
      { kind: 'cpu', error: null },
      { kind: 'gpu', state: 'failed', error: { kind: 'no-gpu' } },
    ]);
  });

  async function refusal(
    startGpu: StartGpuProcess,
    allowSoftwareGpu: boolean,
  ): Promise<StartError> {
    const node = await practiceNode();
    const config = { publicKey, worker: 'gpu', node: host(node), allowSoftwareGpu };
    const started = await startMining({
      config: minerConfigSchema.parse(config),
      dataDirectory: folder(),
      history: history(),
      startGpu,
      logger,
      onEvent: () => undefined,
    });
    if (started.ok) {
      await started.value.stop();
      throw new Error('it started');
    }
    return started.error;
  }

  it('does not start without a graphics card', async () => {
    expect(await refusal(startWithoutGpu(), true)).toEqual({
      kind: 'no-gpu',
      setting: 'worker',
      software: [],
    });
  });

  it('names drivers in software, and refuses them', async () => {
    const error = await refusal(startSoftwareGpu(), false);
    expect(error).toMatchObject({ kind: 'no-gpu', setting: 'worker' });
    if (error.kind === 'no-gpu') expect(error.software.join()).toContain('swiftshader');
  });
});
