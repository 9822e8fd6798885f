/** Makes the workers that a configuration asks for. */
import type { MinerConfig } from '../config/miner-config.ts';
import { createCpuWorker } from './cpu-worker.ts';
import type { Worker, WorkerEvent } from './worker.ts';

/** A worker to be: its name is known before it is made, and it can be made again. */
export interface WorkerPlan {
  readonly name: string;
  readonly make: () => Worker;
}

/** One plan per mining loop. Nothing runs before a plan's `make` is called. */
export function planWorkers(
  { worker, threadCount }: Pick<MinerConfig, 'worker' | 'threadCount'>,
  onEvent: (event: WorkerEvent) => void,
): readonly WorkerPlan[] {
  const indices = Array.from({ length: threadCount }, (_, index) => index);
  switch (worker) {
    case 'cpu':
      return indices.map((index) => ({
        name: `CPU ${index}`,
        make: () => createCpuWorker({ index, threads: threadCount }, onEvent),
      }));
  }
}
