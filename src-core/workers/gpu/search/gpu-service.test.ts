import { expect, it } from 'vitest';
import type { GpuCommand, GpuEvent } from '../gpu-messages.ts';
import { createGpuService } from './gpu-service.ts';

/** What a service without WebGPU answers to a command. */
function answer(command: GpuCommand): Promise<GpuEvent> {
  return new Promise((resolve) => createGpuService({ gpu: null, send: resolve })(command));
}

it('has no card to list or to open where there is no WebGPU, and says so at once', async () => {
  expect(await answer({ type: 'list' })).toEqual({ type: 'adapters', adapters: [] });
  expect(await answer({ type: 'open', name: 'Iris Xe', intensity: 1 })).toEqual({
    type: 'fault',
    kind: 'gpu-missing',
    detail: 'Iris Xe',
  });
});
