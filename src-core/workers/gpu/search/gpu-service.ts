/**
 * What runs in a GPU process: does what the miner commands with a WebGPU of Node or of a page. It knows neither.
 */
import { mkTarget } from '../../../chainweb/target.ts';
import { reasonOf } from '../../../system/thrown-reason.ts';
import type { SearchJob } from '../../search-job.ts';
import type { GpuCommand, GpuEvent, GpuFaultEvent } from '../gpu-messages.ts';
import { findAdapters } from './adapters.ts';
import { newProgress, runGpuLoop } from './gpu-loop.ts';
import { createGpuSearch, WrongResult } from './gpu-search.ts';
import type { GpuSearch } from './gpu-search.ts';
import { testSearch } from './self-test.ts';

interface GpuServiceOptions {
  /** Null where there is no WebGPU: then there is no card either. */
  readonly gpu: GPU | null;
  readonly send: (event: GpuEvent) => void;
}

/** Takes the commands in their order. After a `fault` it is of no more use: the process is to be ended. */
export function createGpuService({ gpu, send }: GpuServiceOptions): (command: GpuCommand) => void {
  const progress = newProgress();
  let opened: { readonly search: GpuSearch; readonly intensity: number } | null = null;
  let wanted: SearchJob | null = null;
  let searching = false;
  let hasFailed = false;
  /** Ends the pause between two dispatches, if there is one. */
  let wake = (): void => undefined;

  const pause = (durationMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, durationMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  function want(job: SearchJob | null): void {
    wanted = job;
    wake();
  }

  function fail(kind: GpuFaultEvent['kind'], detail: string): void {
    if (hasFailed) return;
    hasFailed = true;
    send({ type: 'fault', kind, detail: detail.slice(0, 500) });
  }

  function failBecause(error: unknown): void {
    if (error instanceof WrongResult) return fail('gpu-wrong', error.message);
    fail('gpu-failed', reasonOf(error));
  }

  async function list(): Promise<void> {
    const adapters = await findAdapters(gpu);
    const names = adapters.map(({ name, isSoftware }) => ({ name, isSoftware }));
    send({ type: 'adapters', adapters: names });
  }

  async function open(name: string, intensity: number): Promise<void> {
    const found = (await findAdapters(gpu)).find((each) => each.name === name);
    if (found === undefined) return fail('gpu-missing', name);
    const device = await found.adapter.requestDevice();
    void device.lost.then(({ message }) => fail('gpu-lost', message));
    device.addEventListener('uncapturederror', ({ error }) => fail('gpu-failed', error.message));
    const search = createGpuSearch(device);
    await testSearch(search);
    opened = { search, intensity };
    send({ type: 'ready' });
    await searchWanted();
  }

  /** One job after the other, the wanted one. */
  async function searchWanted(): Promise<void> {
    if (searching || opened === null) return;
    searching = true;
    while (wanted !== null && !hasFailed) {
      const job: SearchJob = wanted;
      const { id } = job;
      const found = await runGpuLoop(job, progress, {
        ...opened,
        nowMs: () => performance.now(),
        pause,
        isCancelled: () => wanted !== job || hasFailed,
        report: (report) => send({ type: 'hashes', id, ...report }),
      });
      if (found === null || wanted !== job) continue;
      wanted = null;
      const { creationTimeMicros, nonce } = found;
      send({
        type: 'found',
        id,
        creationTimeMicros: String(creationTimeMicros),
        nonce: String(nonce),
      });
    }
    searching = false;
  }

  return (command) => {
    switch (command.type) {
      case 'list':
        return void list().catch(failBecause);
      case 'open':
        return void open(command.name, command.intensity).catch(failBecause);
      case 'search':
        want(jobFrom(command));
        return void searchWanted().catch(failBecause);
      case 'rest':
        want(null);
    }
  };
}

function jobFrom(command: Extract<GpuCommand, { type: 'search' }>): SearchJob {
  const { id, work, target, creationTimeMicros } = command;
  return {
    id,
    bytes: Uint8Array.from(work.match(/../g) ?? [], (byte) => parseInt(byte, 16)),
    target: mkTarget(BigInt(`0x${target}`)),
    creationTimeMicros: BigInt(creationTimeMicros),
  };
}
