/** Makes the workers that a configuration asks for, with what they share. */
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { FleetError, FleetOptions, WorkerFleet } from '../workers/fleet.ts';
import { createCpuWorker } from '../workers/cpu/cpu-worker.ts';
import { openExternalFleet } from '../workers/external/external-fleet.ts';
import {
  openConstantDelayFleet,
  openOnDemandFleet,
  openSimulationFleet,
} from '../workers/simulated/simulated-fleet.ts';
import { openStratumFleet } from '../workers/stratum/stratum-fleet.ts';

/** Opens what the workers share, such as a server for machines. No worker runs before `make`. */
export async function openWorkerFleet(
  options: FleetOptions,
): Promise<Result<WorkerFleet, FleetError>> {
  const { config, onEvent } = options;
  const { worker, threadCount, cpuDutyCycle: dutyCycle } = config;
  const loops = Array.from({ length: threadCount }, (_, index) => index);
  switch (worker) {
    case 'stratum':
      return openStratumFleet(options);
    case 'cpu':
      return ok({
        plans: loops.map((index) => ({
          name: `CPU ${index}`,
          make: () => createCpuWorker({ index, threads: threadCount, dutyCycle }, onEvent),
        })),
        provesWork: true,
        close: () => Promise.resolve(),
      });
    case 'external':
      return openExternalFleet(options);
    case 'simulation':
      return ok(openSimulationFleet(options));
    case 'constant-delay':
      return ok(openConstantDelayFleet(options));
    case 'on-demand':
      return openOnDemandFleet(options);
  }
}
