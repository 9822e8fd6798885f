/** Which kinds of workers a configuration mines with. Pure. */
import type { MinerConfig } from './miner-config.ts';

export type WorkerKind = MinerConfig['worker'];

/** Kinds that use the processor or a graphics card of this computer. */
const ON_THIS_COMPUTER: ReadonlySet<WorkerKind> = new Set(['cpu', 'gpu', 'external']);

/** Each kind once, in the order in which they are set; at least one. */
export function workersOf({
  worker,
  workers,
}: Pick<MinerConfig, 'worker' | 'workers'>): readonly WorkerKind[] {
  return workers.length === 0 ? [worker] : [...new Set(workers)];
}

/** Whether a kind makes this computer hot, and slow for its user. */
export function usesThisComputer(kind: WorkerKind): boolean {
  return ON_THIS_COMPUTER.has(kind);
}
