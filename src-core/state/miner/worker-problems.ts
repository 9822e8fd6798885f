/**
 * What is wrong with workers: pure, a part of miner-state.ts. A program that fails has work again a
 * moment later, so new work does not settle its problem: a valid answer does, or a while of
 * searching without another failure.
 */
import type { MinerEvent } from '../miner-events.ts';
import type { Problem, WorkerProblem } from '../snapshot-types.ts';

type EventOf<Type extends MinerEvent['type']> = Extract<MinerEvent, { type: Type }>;

/** Above the longest pause after a failure (30 s, see mining-loop.ts). */
const FAILS_FOR_MS = 60_000;
/** How long a problem stays on screen that cannot be settled, or is settled already. */
const TROUBLED_FOR_MS = 600_000;

/** A search failed; counted up when the worker has not settled since. */
export function afterFailure(
  problems: readonly Problem[],
  { worker, fault, atMs, retryMs }: EventOf<'worker-failed'>,
): Problem[] {
  const earlier = problems.find((each): each is WorkerProblem => isFailure(each, worker));
  const times = (earlier?.times ?? 0) + 1;
  const sinceMs = earlier?.sinceMs ?? atMs;
  const failure: WorkerProblem = {
    ...{ kind: 'worker', worker, fault, times, sinceMs },
    lastMs: atMs,
    retryAtMs: atMs + retryMs,
  };
  return [...problems.filter((each) => each !== earlier), failure];
}

/** A program is silent: a problem when chance does not explain it. */
export function afterSilence(
  problems: readonly Problem[],
  { worker, silentMs, isUnlikely, atMs }: EventOf<'worker-silent'>,
): readonly Problem[] {
  if (!isUnlikely) return problems;
  const silence: WorkerProblem = {
    kind: 'worker',
    worker,
    fault: { kind: 'silent', detail: '', lastWords: null },
    times: 0,
    sinceMs: atMs - silentMs,
    lastMs: atMs,
    retryAtMs: null,
  };
  return [...problems.filter((each) => !isFailure(each, worker)), silence];
}

/** Something is wrong that no search failed on. */
export function afterTrouble(
  problems: readonly Problem[],
  { worker, fault, atMs }: EventOf<'worker-troubled'>,
): Problem[] {
  const earlier = problems.find(
    (each): each is WorkerProblem =>
      each.kind === 'worker' && each.worker === worker && each.fault.kind === fault.kind,
  );
  const sinceMs = earlier?.sinceMs ?? atMs;
  const trouble: WorkerProblem = {
    ...{ kind: 'worker', worker, fault, times: 0, sinceMs },
    lastMs: atMs,
    retryAtMs: null,
  };
  return [...problems.filter((each) => each !== earlier), trouble];
}

/** A worker has solved its work: whatever failed before works now. */
export function settled(problems: readonly Problem[], worker: string): readonly Problem[] {
  return problems.filter((each) => !isFailure(each, worker));
}

/** Whether a worker failed so lately that its next search may fail as well. */
export function failsNow(problems: readonly Problem[], worker: string, nowMs: number): boolean {
  return failureNow(problems, worker, nowMs) !== null;
}

/** The latest failure of workers that all fail; null where one searches on (perhaps in silence), or there are none. */
export function commonFailure(
  problems: readonly Problem[],
  workers: readonly string[],
  nowMs: number,
): WorkerProblem | null {
  const failures = workers.flatMap((worker) => {
    const failure = failureNow(problems, worker, nowMs);
    return failure === null || failure.retryAtMs === null ? [] : failure;
  });
  if (failures.length < workers.length) return null;
  return failures.toSorted((a, b) => b.lastMs - a.lastMs)[0] ?? null;
}

function failureNow(
  problems: readonly Problem[],
  worker: string,
  nowMs: number,
): WorkerProblem | null {
  const failure = problems.find((each): each is WorkerProblem => isFailure(each, worker));
  return failure !== undefined && nowMs - failure.lastMs < FAILS_FOR_MS ? failure : null;
}

/** The problems that hold now. */
export function problemsNow(
  problems: readonly Problem[],
  isSearching: (worker: string) => boolean,
  nowMs: number,
): readonly Problem[] {
  return problems.filter((each) => {
    // A fault that a new file has settled is shown for a while.
    if (each.kind === 'history' && each.fault.kind !== 'unwritable') {
      return nowMs - each.sinceMs < TROUBLED_FOR_MS;
    }
    if (each.kind !== 'worker') return true;
    const agoMs = nowMs - each.lastMs;
    if (isTrouble(each)) return agoMs < TROUBLED_FOR_MS;
    if (each.fault.kind === 'silent') return true;
    return agoMs < FAILS_FOR_MS || !isSearching(each.worker);
  });
}

function isFailure(problem: Problem, worker: string): problem is WorkerProblem {
  return problem.kind === 'worker' && problem.worker === worker && !isTrouble(problem);
}

/** Such a problem ends no search and is independent of others: neither failures nor solutions change it. */
export function isTrouble({ fault }: WorkerProblem): boolean {
  return fault.kind === 'runs-on' || fault.kind === 'pow-checked';
}
