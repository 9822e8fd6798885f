/** What this process uses now: to be run with `--expose-gc`, so that garbage is not counted. */
import { readdirSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';

/** Of one moment. Sizes in bytes. */
export interface Usage {
  readonly heap: number;
  readonly rss: number;
  /** Heaps of the threads that run now. */
  readonly threads: readonly number[];
  /** Open files and sockets; 0 where the system does not list them. */
  readonly files: number;
  /** Connected machines: each is an open socket. */
  readonly machines: number;
  /** What keeps the process alive, by kind. */
  readonly resources: Readonly<Record<string, number>>;
}

const OPEN_FILES = '/proc/self/fd';

const running = new Map<number, Worker>();
process.on('worker', (thread: Worker) => {
  running.set(thread.threadId, thread);
  thread.once('exit', () => running.delete(thread.threadId));
});

/** Collects garbage and measures. Garbage of threads cannot be collected from here. */
export async function usageNow(machines: number): Promise<Usage> {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  // What finalizers let go of in the first is collected by the second.
  globalThis.gc();
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
  const asked = [...running.values()].map((thread) => thread.getHeapStatistics());
  const threads = (await Promise.allSettled(asked)).flatMap((heap) =>
    // One that has ended meanwhile has none.
    heap.status === 'fulfilled' ? [heap.value.used_heap_size] : [],
  );
  return { heap: heapUsed, rss, threads, files: openFiles(), machines, resources };
}

function openFiles(): number {
  return process.platform === 'linux' ? readdirSync(OPEN_FILES).length : 0;
}
