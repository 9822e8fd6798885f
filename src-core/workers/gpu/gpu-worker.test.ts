import { afterEach, describe, expect, it } from 'vitest';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { unwrap } from '../../result.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { Worker, WorkerEvent } from '../worker.ts';
import { createGpuWorker } from './gpu-worker.ts';
import type { GpuWorkerOptions } from './gpu-worker.ts';
import { listGpus } from './list-gpus.ts';
import type { StartGpuProcess } from './process/gpu-process.ts';
import { startInNode } from './process/start-node.ts';
import { HAS_SOFTWARE_GPU, startSoftwareGpu, startWithoutGpu } from './tests/software-gpu.ts';

const FAULTY = new URL('tests/faulty-child.ts', import.meta.url);
const never = new AbortController().signal;
const easy = madeUpWork({ level: 10 });
const hard = madeUpWork({ level: 256 });

let workers: Worker[] = [];
let events: WorkerEvent[] = [];
let name: string | null = null;
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  workers = [];
  events = [];
});

/** What the card is called here. */
async function cardName(): Promise<string> {
  name ??= unwrap(await listGpus(startSoftwareGpu(), true))[0]!.name;
  return name;
}

async function workerOf(
  start: StartGpuProcess,
  options: Partial<GpuWorkerOptions> = {},
): Promise<Worker> {
  const adapter = await cardName();
  const usual = { name: 'GPU 0', adapter, intensity: 1, allowSoftware: true, start };
  const worker = createGpuWorker({ ...usual, ...options }, (event) => void events.push(event));
  workers.push(worker);
  return worker;
}

async function faultOf(worker: Worker): Promise<unknown> {
  const result = await worker.solve(hard, never);
  if (result.ok || result.error.kind === 'preempted') throw new Error('it did not fail');
  expect(result.error.kind).toBe('ended');
  return result.error.fault;
}

// A driver in software on a busy machine takes seconds to start.
describe.runIf(HAS_SOFTWARE_GPU)('a worker on a graphics card', { timeout: 60_000 }, () => {
  it('solves work, one piece after the other, and says what with', async () => {
    const worker = await workerOf(startSoftwareGpu());
    for (const work of [easy, madeUpWork({ level: 10, height: 101 })]) {
      const { bytes, attempts } = unwrap(await worker.solve(work, never));
      expect(isSolved(bytes, work.target)).toBe(true);
      expect(attempts).toBeGreaterThan(0);
    }
    const engine = `WebGPU, ${await cardName()}`;
    expect(events).toContainEqual({ type: 'engine-chosen', worker: 'GPU 0', engine });
    expect(events).toContainEqual(expect.objectContaining({ type: 'hashes-tried' }));
  });

  it('leaves work at once when that is asked, and takes new work', async () => {
    const worker = await workerOf(startSoftwareGpu(), { intensity: 0.5 });
    const preempting = new AbortController();
    const preempted = worker.solve(hard, preempting.signal);
    preempting.abort();
    expect(await preempted).toEqual({ ok: false, error: { kind: 'preempted' } });
    expect((await worker.solve(easy, never)).ok).toBe(true);
  });

  it.each([
    ['whose device is lost', 'lost', 'gpu-lost'],
    ['that computes wrongly', 'wrong', 'gpu-wrong'],
    ['whose driver crashes its process', 'crashed', 'gpu-exited'],
  ])('ends with a card %s', async (_, FAULT, kind) => {
    const worker = await workerOf(startSoftwareGpu(FAULTY, { FAULT }));
    expect(await faultOf(worker)).toMatchObject({ kind });
    expect(await faultOf(worker)).toMatchObject({ kind });
  });

  it('ends with a dispatch that hangs; a new worker then works', async () => {
    const hung = await workerOf(startSoftwareGpu(FAULTY, { FAULT: 'hung' }), {
      hungAfterMs: 8_000,
    });
    expect(await faultOf(hung)).toMatchObject({ kind: 'gpu-hung', detail: '8' });
    expect((await (await workerOf(startSoftwareGpu())).solve(easy, never)).ok).toBe(true);
  });

  it('ends with a card that is gone', async () => {
    const worker = await workerOf(startSoftwareGpu(), { adapter: 'Another Card' });
    expect(await faultOf(worker)).toMatchObject({ kind: 'gpu-missing', detail: 'Another Card' });
  });
});

describe('the list of graphics cards', { timeout: 60_000 }, () => {
  it.runIf(HAS_SOFTWARE_GPU)('names those in software as such', async () => {
    const cards = unwrap(await listGpus(startSoftwareGpu(), true));
    expect(cards.length).toBeGreaterThan(0);
    for (const { isSoftware } of cards) expect(isSoftware).toBe(true);
  });

  it.runIf(HAS_SOFTWARE_GPU)('is empty without a driver', async () => {
    expect(unwrap(await listGpus(startWithoutGpu(), true))).toEqual([]);
  });

  it('is a fault where the package is missing', async () => {
    const hide =
      'import { registerHooks } from "node:module"; registerHooks({ resolve: (name, context, next) => {' +
      ' if (name === "webgpu") throw new Error("Cannot find package webgpu"); return next(name, context); } })';
    const without = startInNode(new URL('process/gpu-child.ts', import.meta.url), [
      `--import=data:text/javascript,${encodeURIComponent(hide)}`,
    ]);
    const listed = await listGpus(without, false);
    expect(listed).toMatchObject({
      error: { kind: 'no-webgpu', detail: 'Cannot find package webgpu' },
    });
  });
});
