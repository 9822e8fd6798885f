import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { MiningWork } from '../../src-core/chainweb/mining-work.ts';
import { mkTarget } from '../../src-core/chainweb/target.ts';
import { decodeWorkHeader } from '../../src-core/chainweb/work-header.ts';
import { unwrap } from '../../src-core/result.ts';
import { createCpuWorker } from '../../src-core/workers/cpu/cpu-worker.ts';
import type { WorkerEvent } from '../../src-core/workers/worker.ts';
import { WORK_BYTES } from './kernel-contenders.ts';

/** How CPU workers did together over some seconds, in all and as they report it themselves. */
export interface ThreadRun {
  readonly threads: number;
  /** Hashes that the workers report, over the wall time they took. */
  readonly hashesPerMs: number;
  /** The same over CPU time instead, of the whole process. */
  readonly hashesPerCpuMs: number;
  /** CPU time over wall time of the whole process; near `threads` if each had a core to itself. */
  readonly cpuPerWall: number;
  /** Delay of the main thread's event loop meanwhile, of 100 turns the longest but one. */
  readonly eventLoopP99Ms: number;
  /** From abort until the worker is free for other work, the longest of all workers. */
  readonly slowestStopMs: number;
}

/** Event-loop delay is sampled by a timer of this period, which the figures include. */
const SAMPLING_MS = 1;
/** How long they hash. */
const RUN_MS = 2500;

/** Lets as many CPU workers hash for some seconds, when they have chosen their kernels. */
export async function runThreads(threads: number): Promise<ThreadRun> {
  const { work, solved } = benchWork();
  let hashes = 0;
  const workers = Array.from({ length: threads }, (_, index) =>
    createCpuWorker({ index, threads }, (event: WorkerEvent) => {
      if (event.type === 'hashes-tried') hashes += event.hashes;
    }),
  );
  const allFree = (): Promise<unknown> =>
    Promise.all(workers.map((worker) => worker.solve(solved, new AbortController().signal)));
  await allFree();

  hashes = 0;
  const abort = new AbortController();
  const delay = monitorEventLoopDelay({ resolution: SAMPLING_MS });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  const searches = workers.map((worker) => worker.solve(work, abort.signal));
  await setTimeout(RUN_MS);
  delay.disable();
  const stopMs = performance.now();
  abort.abort();
  await Promise.all(searches);
  // Every hash has been reported when the workers are free.
  await allFree();
  const endMs = performance.now();
  const cpu = process.cpuUsage(cpuBefore);
  await Promise.all(workers.map((worker) => worker.close()));
  const wallMs = endMs - startMs;
  const cpuMs = (cpu.user + cpu.system) / 1000;
  return {
    threads,
    hashesPerMs: hashes / wallMs,
    hashesPerCpuMs: hashes / cpuMs,
    cpuPerWall: cpuMs / wallMs,
    eventLoopP99Ms: delay.percentile(99) / 1e6,
    slowestStopMs: endMs - stopMs,
  };
}

/** Work that has no solution, and the same work solved by any nonce. */
function benchWork(): { readonly work: MiningWork; readonly solved: MiningWork } {
  const bytes = new Uint8Array(WORK_BYTES);
  new DataView(bytes.buffer).setUint16(48, 3, true);
  for (let i = 0; i < 3; i++) bytes[50 + 36 * i] = i + 1;
  const header = unwrap(decodeWorkHeader(bytes));
  const work = { chain: header.chain, target: mkTarget(0n), bytes, header };
  return { work, solved: { ...work, target: mkTarget(2n ** 256n - 1n) } };
}
