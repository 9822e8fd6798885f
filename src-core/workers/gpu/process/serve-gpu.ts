import { reasonOf } from '../../../system/thrown-reason.ts';
import type { GpuCommand, GpuEvent } from '../gpu-messages.ts';
import { createGpuService } from '../search/gpu-service.ts';

/** What is used of the package. It is optional, so that its types may be missing. */
interface WebGpuPackage {
  create(options: readonly string[]): GPU;
}

const PACKAGE: string = 'webgpu';

/** How often Dawn looks whether a dispatch has ended. */
const LOOK_EVERY_MS = 2;

/**
 * While a dispatch runs, Dawn's Node binding looks by `setImmediate` whether it has ended
 * (`AsyncRunner::ScheduleProcessEvents`), again and again, which would keep a core of the processor busy.
 */
function letDawnWait(): void {
  globalThis.setImmediate = ((task: () => void) =>
    setTimeout(task, LOOK_EVERY_MS)) as unknown as typeof setImmediate;
}

/** The WebGPU of the package. Rejects where that is missing. */
export async function loadDawn(): Promise<GPU> {
  const { create } = (await import(PACKAGE)) as WebGpuPackage;
  return create([]);
}

/**
 * Serves the miner that started this process, with the npm package `webgpu`, which is Dawn.
 * @param changed what a test makes of its GPU
 */
export async function serveGpu(changed = (gpu: GPU): GPU => gpu): Promise<void> {
  const send = (event: GpuEvent): void => void process.send?.(event);
  // Without its miner the search has no use. A driver may hang in what runs at a usual exit.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  letDawnWait();
  try {
    const gpu = changed(await loadDawn());
    const take = createGpuService({ gpu, send });
    // The listener keeps `gpu` as well: once that is collected, its devices crash.
    process.on('message', (command) => take(command as GpuCommand));
  } catch (error) {
    send({ type: 'fault', kind: 'no-webgpu', detail: reasonOf(error).slice(0, 500) });
  }
}
