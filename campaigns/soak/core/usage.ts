/** What this process uses now. */
import { readdirSync } from 'node:fs';
import type { HeapParts } from '../heap-parts.ts';
import { watchHeaps } from './heaps.ts';

/** Of one moment. Sizes in bytes. */
export interface Usage {
  readonly heap: HeapParts;
  readonly rss: number;
  /** Of the heaps of the threads that run now, without garbage. */
  readonly threads: readonly number[];
  /** Open files and sockets; 0 where the system does not list them. */
  readonly files: number;
  /** Connected machines: each is an open socket. */
  readonly machines: number;
  /** What keeps the process alive, by kind. */
  readonly resources: Readonly<Record<string, number>>;
}

const OPEN_FILES = '/proc/self/fd';

const heaps = await watchHeaps();

/** Collects garbage and measures. */
export async function usageNow(machines: () => number): Promise<Usage> {
  const { own, threads } = await heaps.measure();
  const { rss } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
  // At the same moment: while garbage was collected, machines came and went.
  const connected = machines();
  return { heap: own, rss, threads, files: openFiles(), machines: connected, resources };
}

function openFiles(): number {
  return process.platform === 'linux' ? readdirSync(OPEN_FILES).length : 0;
}
