import { monitorEventLoopDelay } from 'node:perf_hooks';
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
  /** The sum of what the workers report: hashes over the wall time they took. */
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
/** Reports (one a second) that are waited for after the first, during which kernels warm up. */
const REPORTS = 2;

/** Lets as many CPU workers hash for about 3 seconds. */
export async function runThreads(threads: number): Promise<ThreadRun> {
  const { work, solved } = benchWork();
  const reports: { hashes: number; elapsedMs: number }[][] = [];
  let onEvent = (): void => {};
  const workers = Array.from({ length: threads }, (_, index) => {
    reports.push([]);
    return createCpuWorker({ index, threads }, (event: WorkerEvent) => {
      if (event.type !== 'hashes-tried') return;
      reports[index]?.push(event);
      onEvent();
    });
  });
  const everyReported = async (count: number): Promise<void> => {
    while (reports.some((list) => list.length < count)) {
      await new Promise<void>((resolve) => (onEvent = resolve));
    }
  };

  const abort = new AbortController();
  const searches = workers.map((worker) => worker.solve(work, abort.signal));
  await everyReported(1);
  const delay = monitorEventLoopDelay({ resolution: SAMPLING_MS });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  await everyReported(1 + REPORTS);
  const wallMs = performance.now() - start;
  const cpu = process.cpuUsage(cpuBefore);
  delay.disable();
  const rates = reports.map((list) => {
    const counted = list.slice(1, 1 + REPORTS);
    const hashes = counted.reduce((sum, report) => sum + report.hashes, 0);
    return hashes / counted.reduce((sum, report) => sum + report.elapsedMs, 0);
  });

  const stopStart = performance.now();
  abort.abort();
  await Promise.all(searches);
  await Promise.all(workers.map((worker) => worker.solve(solved, new AbortController().signal)));
  const slowestStopMs = performance.now() - stopStart;
  await Promise.all(workers.map((worker) => worker.close()));
  const hashesPerMs = rates.reduce((sum, rate) => sum + rate, 0);
  const cpuPerWall = (cpu.user + cpu.system) / 1000 / wallMs;
  return {
    threads,
    hashesPerMs,
    hashesPerCpuMs: hashesPerMs / cpuPerWall,
    cpuPerWall,
    eventLoopP99Ms: delay.percentile(99) / 1e6,
    slowestStopMs,
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
