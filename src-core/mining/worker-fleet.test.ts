import { spawn } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import type { MinerConfig } from '../config/miner-config.ts';
import type { WorkerKind } from '../config/workers-of.ts';
import { unwrap } from '../result.ts';
import { freePort } from '../tests/loopback-server.ts';
import type { WorkerFleet } from '../workers/fleet.ts';
import type { StartGpuProcess } from '../workers/gpu/process/gpu-process.ts';
import { fleetOptions } from '../workers/tests/fleet-options.ts';
import { openWorkerFleet } from './worker-fleet.ts';

/** A GPU process that finds one card. */
const startGpu: StartGpuProcess = () =>
  spawn(
    process.execPath,
    [
      '-e',
      `process.on('message', () => process.send({
        type: 'adapters', adapters: [{ name: 'A Card', isSoftware: false }] }))`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );

/** A fleet that is closed with its test. */
async function opened(kind: WorkerKind, config: Partial<MinerConfig>): Promise<WorkerFleet> {
  const fleet = unwrap(await openWorkerFleet({ ...fleetOptions(config, { startGpu }), kind }));
  onTestFinished(() => fleet.close());
  return fleet;
}

it.each<[WorkerKind, string, boolean]>([
  ['stratum', 'Stratum 0', true],
  ['cpu', 'CPU 0', true],
  ['gpu', 'GPU 0', true],
  ['external', 'External 0', true],
  ['simulation', 'Simulation 0', false],
  ['constant-delay', 'Constant delay 0', false],
  ['on-demand', 'On demand 0', false],
])(
  'opens what %s needs, for a worker named %s (proves its work: %s)',
  async (kind, name, proves) => {
    const { plans, provesWork } = await opened(kind, {
      ...{ threadCount: 1, externalWorkerCommand: 'true' },
      ...{ stratumPort: await freePort(), stratumInterface: '127.0.0.1' },
      ...{ onDemandPort: await freePort(), onDemandInterface: '127.0.0.1' },
    });
    expect([plans.map((plan) => plan.name), provesWork]).toEqual([[name], proves]);
  },
);

it('gives each processor thread the duty cycle of the settings', async () => {
  // A value that no thread accepts shows that it arrived there.
  const { plans } = await opened('cpu', { threadCount: 2, cpuDutyCycle: 1.1 });
  expect(plans.map(({ name }) => name)).toEqual(['CPU 0', 'CPU 1']);
  for (const { make } of plans) expect(make).toThrow('duty cycle 1.1');
});

it('has as many processor threads as are set for them, whatever other workers have', async () => {
  const { plans, close } = await opened('cpu', { threadCount: 1, cpuThreads: 3 });
  expect(plans).toHaveLength(3);
  await expect(close()).resolves.toBeUndefined();
});
