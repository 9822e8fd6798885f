/** What the thread of a CPU worker does: chooses the fastest kernel, then searches the jobs that it gets. */
import type { MessagePort } from 'node:worker_threads';
import { chooseEngine, engineOf } from '../../pow-kernel/choose-engine.ts';
import type { Engine } from '../../pow-kernel/choose-engine.ts';
import type { WasmKind } from '../../pow-kernel/kernel.ts';
import { nativeKernels } from '../../pow-kernel/native-kernels.ts';
import { wasmKernel, wasmSimdKernels } from '../../pow-kernel/wasm-kernels.ts';
import type { FoundNonce, SearchJob } from '../search-job.ts';
import { runHashLoop } from './hash-loop.ts';

/** What the thread is started with. */
export interface HashThreadData {
  /** Its place among `threads` that share the nonces. */
  readonly index: number;
  readonly threads: number;
  readonly dutyCycle: number;
  /** The kernel to use; null to choose by timing. */
  readonly kernel: WasmKind | null;
  /** The native module; null for the one that belongs to the program. */
  readonly nativeFile: string | null;
  /** One Int32: the id of the wanted job. The running job ends when it has another id. */
  readonly wantedJob: Int32Array<SharedArrayBuffer>;
}

/** What the thread reports. */
export type HashThreadMessage =
  | { readonly type: 'priority-kept'; readonly reason: string }
  | { readonly type: 'native-left-out'; readonly reason: string }
  | { readonly type: 'ready'; readonly engine: string }
  | {
      readonly type: 'hashes';
      /** Of the job they were tried for. */
      readonly id: number;
      readonly hashes: number;
      readonly elapsedMs: number;
    }
  | { readonly type: 'end'; readonly id: number; readonly found: FoundNonce | null };

/** Searches the jobs that come through `port`, one after the other, and reports through it. Blocks its thread meanwhile. */
export function serveHashes(port: MessagePort, data: HashThreadData): void {
  const report = (message: HashThreadMessage): void => port.postMessage(message);
  const engine = openEngine(data, report);
  report({ type: 'ready', engine: engine.name });

  // Continues from job to job: no nonce is tried twice, even if the same work comes again. Each
  // thread has at least 2^64 / threads counters to itself, which last for centuries.
  let nextCounter = (BigInt(data.index) << 64n) / BigInt(data.threads);
  port.on('message', (job: SearchJob) => {
    const isCancelled = (): boolean => Atomics.load(data.wantedJob, 0) !== job.id;
    if (isCancelled()) return;
    const end = runHashLoop(job, nextCounter, {
      search: engine.search,
      dutyCycle: data.dutyCycle,
      nowMs: () => performance.now(),
      isCancelled,
      pause: (durationMs) => void Atomics.wait(data.wantedJob, 0, job.id, durationMs),
      report: (hashes, elapsedMs) => report({ type: 'hashes', id: job.id, hashes, elapsedMs }),
    });
    nextCounter = end.nextCounter;
    report({ type: 'end', id: job.id, found: end.found });
  });
}

function openEngine(
  { kernel, nativeFile }: HashThreadData,
  report: (message: HashThreadMessage) => void,
): Engine {
  if (kernel !== null) return engineOf(wasmKernel(kernel));
  const native = nativeKernels(nativeFile ?? undefined);
  if (native.fault !== null) report({ type: 'native-left-out', reason: native.fault });
  return chooseEngine([...wasmSimdKernels(), ...native.makers]);
}
