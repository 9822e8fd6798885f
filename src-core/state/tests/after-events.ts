/** States and snapshots of a miner after events, all at the same time. */
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { initialMinerState, reduceMiner } from '../miner/miner-state.ts';
import type { MinerState } from '../miner/miner-state.ts';
import { snapshotOf } from '../miner/snapshot.ts';
import type { MinerEvent } from '../miner-events.ts';
import type { MinerSnapshot } from '../snapshot-types.ts';

/** The chain of all events here. */
export const chain = mkChainId(0);
/** The node of all events here. */
export const node = 'http://127.0.0.1:1848';

/** The state after these events; without a time of their own they are at 1 s. */
export function stateAfter(...events: (MinerEvent | Omit<MinerEvent, 'atMs'>)[]): MinerState {
  let state = initialMinerState();
  for (const event of events) state = reduceMiner(state, { atMs: 1_000, ...event } as MinerEvent);
  return state;
}

/** What the screen shows 1 s later. */
export function after(...events: Parameters<typeof stateAfter>): MinerSnapshot {
  return snapshotOf(stateAfter(...events), 2_000);
}

const kinds = { type: 'mining-started', kinds: ['cpu'] } as const;
const running = {
  type: 'group-changed',
  kind: 'cpu',
  change: { state: 'running', workers: ['CPU 0', 'CPU 1'] },
} as const;
/** Mining with two threads of the processor. */
export const started = [kinds, running] as const;
export const forkState = { number: 1, votes: 9520.5 };
export const work = {
  type: 'work-received',
  worker: 'CPU 0',
  chain,
  height: 5,
  difficulty: 1e6,
  versionName: 'practice',
  forkState,
} as const;
export const failed = {
  type: 'node-failed',
  node,
  error: { kind: 'node-missing', detail: 'ECONNREFUSED' },
} as const;
export const found = {
  type: 'solution-found',
  id: 'x',
  chain,
  height: 5,
  difficulty: 1e6,
  worker: 'CPU 0',
  versionName: 'practice',
} as const;
