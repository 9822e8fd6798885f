import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { createLog } from '../logging/logger.ts';
import { unwrap } from '../result.ts';
import { openWorkerFleet } from './worker-fleet.ts';

it('gives each processor thread the duty cycle of the settings', async () => {
  const { logger } = createLog({ level: 'quiet', sink: () => undefined });
  const fleet = unwrap(
    await openWorkerFleet({
      // A value that no thread accepts shows that it arrived there.
      config: { ...DEFAULT_CONFIG, threadCount: 2, cpuDutyCycle: 1.1 },
      kind: 'cpu',
      thread: (index) => index,
      logger,
      onEvent: () => undefined,
      onSolution: () => undefined,
      chains: () => null,
    }),
  );
  expect(fleet.plans.map(({ name }) => name)).toEqual(['CPU 0', 'CPU 1']);
  for (const { make } of fleet.plans) expect(make).toThrow('duty cycle 1.1');
  await fleet.close();
});
