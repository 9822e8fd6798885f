/** Mining with the graphics cards of this computer: one mining loop for each. */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { FleetError, FleetOptions, WorkerFleet } from '../fleet.ts';
import { createGpuWorker } from './gpu-worker.ts';
import { listGpus } from './list-gpus.ts';
import { startNodeGpu } from './process/start-node.ts';

/** Finds the cards; those that compute on the processor only where the configuration allows it. */
export async function openGpuFleet(
  options: FleetOptions,
): Promise<Result<WorkerFleet, FleetError>> {
  const { config, onEvent, startGpu: start = startNodeGpu } = options;
  const { gpuIntensity: intensity, allowSoftwareGpu: allowSoftware } = config;
  const listed = await listGpus(start, allowSoftware);
  if (!listed.ok) return err({ kind: 'gpu', setting: 'worker', fault: listed.error });
  const adapters = allowSoftware ? listed.value : listed.value.filter((each) => !each.isSoftware);
  if (adapters.length === 0) {
    // What was found, if anything, computes on the processor.
    const software = listed.value.map(({ name }) => name);
    return err({ kind: 'no-gpu', setting: 'worker', software });
  }
  return ok({
    plans: adapters.map(({ name: adapter }, index) => {
      const name = `GPU ${index}`;
      return {
        name,
        make: () => createGpuWorker({ name, adapter, intensity, allowSoftware, start }, onEvent),
      };
    }),
    provesWork: true,
    close: () => Promise.resolve(),
  });
}
