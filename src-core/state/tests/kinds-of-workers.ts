/** Events of a miner with a processor and machines. */
import type { GroupChange } from '../group-events.ts';
import type { MinerEvent } from '../miner-events.ts';

export const set = { type: 'mining-started', kinds: ['stratum', 'cpu'] } as const;

/** What becomes of a kind of worker. */
export function change(kind: 'stratum' | 'cpu', to: GroupChange, atMs = 1_000): MinerEvent {
  return { type: 'group-changed', kind, change: to, atMs };
}

export const cpu = change('cpu', { state: 'running', workers: ['CPU 0'] });
export const machines = change('stratum', { state: 'running', workers: ['Stratum 0'] });
export const hashes = {
  type: 'hashes-tried',
  worker: 'CPU 0',
  hashes: 1_000,
  elapsedMs: 1_000,
  difficulty: 1e6,
  versionName: 'practice',
} as const;
