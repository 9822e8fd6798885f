/** Makes the workers of a kind as configured, with what they share. */
import { threadsOf } from '../config/cpu-threads.ts';
import type { WorkerKind } from '../config/workers-of.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { FleetError, FleetOptions, WorkerFleet } from '../workers/fleet.ts';
import { createCpuWorker } from '../workers/cpu/cpu-worker.ts';
import { openExternalFleet } from '../workers/external/external-fleet.ts';
import { openGpuFleet } from '../workers/gpu/gpu-fleet.ts';
import {
  openConstantDelayFleet,
  openOnDemandFleet,
  openSimulationFleet,
} from '../workers/simulated/simulated-fleet.ts';
import { openStratumFleet } from '../workers/stratum/stratum-fleet.ts';

/** Opens what the workers share, such as a server for machines. No worker runs before `make`. */
export async function openWorkerFleet(
  options: FleetOptions & { readonly kind: WorkerKind },
): Promise<Result<WorkerFleet, FleetError>> {
  switch (options.kind) {
    case 'stratum':
      return openStratumFleet(options);
    case 'cpu':
      return ok(openCpuFleet(options));
    case 'gpu':
      return openGpuFleet(options);
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

function openCpuFleet({ config, onEvent }: FleetOptions): WorkerFleet {
  const threads = threadsOf(config, 'cpu');
  const { cpuDutyCycle: dutyCycle } = config;
  return {
    plans: Array.from({ length: threads }, (_, index) => ({
      name: `CPU ${index}`,
      make: () => createCpuWorker({ index, threads, dutyCycle }, onEvent),
    })),
    provesWork: true,
    close: () => Promise.resolve(),
  };
}
