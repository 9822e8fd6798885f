/**
 * A GPU process whose card fails after some dispatches, in the way that FAULT names: `lost`, `hung`, `crashed`,
 * `wrong`. With FAULT_ONCE, a file, it fails until that file exists, which it makes.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { serveGpu } from '../process/serve-gpu.ts';

const { FAULT: fault, FAULT_ONCE: once } = process.env;
const isFaulty = once === undefined || !existsSync(once);
if (once !== undefined) writeFileSync(once, '');

/** The search of the test at the start is one dispatch. */
const GOOD_DISPATCHES = 3;

function broken(device: GPUDevice): GPUDevice {
  let dispatches = 0;
  const { submit } = device.queue;
  device.queue.submit = (commands) => {
    dispatches += 1;
    if (dispatches > GOOD_DISPATCHES) {
      if (fault === 'lost') device.destroy();
      if (fault === 'crashed') process.abort();
    }
    return submit.call(device.queue, commands);
  };
  const { createBuffer } = device;
  device.createBuffer = (descriptor) => {
    const buffer = createBuffer.call(device, descriptor);
    const { mapAsync, getMappedRange } = buffer;
    buffer.mapAsync = (...range) =>
      fault === 'hung' && dispatches > GOOD_DISPATCHES
        ? new Promise(() => undefined)
        : mapAsync.apply(buffer, range);
    buffer.getMappedRange = (...range) => {
      const mapped = getMappedRange.apply(buffer, range);
      // One candidate that is none.
      if (fault === 'wrong') new Uint32Array(mapped).set([1, 0, 0, 0]);
      return mapped;
    };
    return buffer;
  };
  return device;
}

function faulty(gpu: GPU): GPU {
  if (!isFaulty) return gpu;
  const { requestAdapter } = gpu;
  gpu.requestAdapter = async (options) => {
    const adapter = await requestAdapter.call(gpu, options);
    if (adapter === null) return null;
    const { requestDevice } = adapter;
    adapter.requestDevice = async () => broken(await requestDevice.call(adapter));
    return adapter;
  };
  return gpu;
}

await serveGpu(faulty);
