/** The workers of the miner, what events make of them, and the phase that follows. Pure, a part of miner-state.ts. */
import type { WorkerKind } from '../../config/workers-of.ts';
import { emptyMeter, hashRateOver } from '../hash-meter.ts';
import type { HashMeter } from '../hash-meter.ts';
import type { MinerEvent } from '../miner-events.ts';
import type { MinerSnapshot, MiningPhase } from '../snapshot-types.ts';
import { failsNow } from './worker-problems.ts';

interface WorkerState {
  readonly kind: WorkerKind;
  readonly engine: string | null;
  readonly meter: HashMeter;
  readonly isRateReported: boolean;
  readonly silentSinceMs: number | null;
  readonly work: {
    readonly chain: number;
    readonly height: number;
    readonly difficulty: number;
    /** When its search ended, ms since the Unix epoch; null while it goes on. */
    readonly endedAtMs: number | null;
  } | null;
}

/** How long the next work may take, ms: usually a few, while nodes hold a request until there is work. */
const BETWEEN_WORKS_MS = 5_000;

/** By name. */
export type WorkerStates = ReadonlyMap<string, WorkerState>;

interface WithWorkers {
  readonly workers: WorkerStates;
}

type Working = WithWorkers & Pick<MinerSnapshot, 'phase' | 'problems'>;

/** A worker that has reported nothing yet. */
export const NEW_WORKER: Omit<WorkerState, 'kind'> = {
  engine: null,
  isRateReported: false,
  meter: emptyMeter(),
  silentSinceMs: null,
  work: null,
};

/** The state with changes to the worker `name`. */
export function withWorker<State extends WithWorkers>(
  state: State,
  name: string,
  changes: Partial<WorkerState>,
): State {
  // An event of a worker that is gone (it may come after a stop) changes nothing.
  const old = state.workers.get(name);
  if (old === undefined) return state;
  return { ...state, workers: new Map(state.workers).set(name, { ...old, ...changes }) };
}

/** Whether a worker searches at this moment. */
export function isSearching({ work }: Pick<WorkerState, 'work'>): boolean {
  return work !== null && work.endedAtMs === null;
}

/** The same, also in the moment between one work and the next, which is no news to anyone. */
export function hasWork({ work }: Pick<WorkerState, 'work'>, nowMs: number): boolean {
  if (work === null) return false;
  return work.endedAtMs === null || nowMs - work.endedAtMs < BETWEEN_WORKS_MS;
}

/** Hashes per second over `windowMs`: none while it has no work, though its meter knows of some. */
export function rateNow(worker: WorkerState, windowMs: number, nowMs: number): number {
  return hasWork(worker, nowMs) ? hashRateOver(worker.meter, windowMs, nowMs) : 0;
}

/** The state after a search of `name` has ended as it should. */
export function withEndedWork<State extends WithWorkers>(
  state: State,
  name: string,
  atMs: number,
): State {
  const work = state.workers.get(name)?.work ?? null;
  return withWorker(state, name, { work: work && { ...work, endedAtMs: atMs } });
}

/** The workers without work that has ended: where a node fails, the next may be long in coming. */
export function withoutEndedWork(workers: WorkerStates): WorkerStates {
  return new Map(
    [...workers].map(([name, worker]) => [
      name,
      isSearching(worker) ? worker : { ...worker, work: null },
    ]),
  );
}

/**
 * A worker whose program failed a moment ago is not mining just because it has work: it may fail
 * again.
 */
export function phaseWithWork(
  { phase, problems }: Working,
  { worker, atMs }: Extract<MinerEvent, { type: 'work-received' }> & { readonly atMs: number },
): MiningPhase {
  if (phase === 'stopping') return phase;
  const stillFails = phase === 'waiting' && failsNow(problems, worker, atMs);
  return stillFails ? 'waiting' : 'mining';
}

/** `waiting` when no worker but `except` has anything to search; otherwise as it is. */
export function waitingIfIdle(state: Working, except: string | null): MiningPhase {
  if (state.phase !== 'mining' && state.phase !== 'starting') return state.phase;
  const busy = [...state.workers].some(([name, worker]) => name !== except && isSearching(worker));
  return busy ? state.phase : 'waiting';
}
