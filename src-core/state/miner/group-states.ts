/** The kinds of workers that mine, and what events make of them. Pure, a part of miner-state.ts. */
import type { WorkerKind } from '../../config/workers-of.ts';
import type { HashMeter } from '../hash-meter.ts';
import type { GroupChange, GroupEvent } from '../group-events.ts';
import type {
  GroupSnapshot,
  GroupState,
  MinerSnapshot,
  Problem,
  StratumSnapshot,
  WorkerProblem,
} from '../snapshot-types.ts';
import type { ApprovalEvent, StratumEvent } from '../../stratum/stratum-events.ts';
import { allAwaitRates } from '../machines/awaited-rates.ts';
import { sharesIn } from '../machines/machine-row.ts';
import { commonFailure, failsNow } from './worker-problems.ts';
import { hasWork, NEW_WORKER, rateNow, waitingIfIdle } from './worker-states.ts';
import type { WorkerStates } from './worker-states.ts';

interface KindState {
  readonly kind: WorkerKind;
  readonly change: GroupChange;
  readonly startedAtMs: number | null;
  /** The last that mined: blocks may come after their end. */
  readonly workers: readonly string[];
  readonly blocks: number;
  /** Of machines: whether one has sent a share since it runs. Before, nothing is known of their rate. */
  readonly hasShares: boolean;
}

/** In the order in which they are set. */
export type KindStates = readonly KindState[];

interface WithGroups extends Pick<MinerSnapshot, 'phase' | 'problems'> {
  readonly workers: WorkerStates;
  readonly groups: KindStates;
}

/** The groups of a start; each reports itself from then on. */
export function newGroups(kinds: readonly WorkerKind[]): KindStates {
  return kinds.map((kind) => ({
    ...{ kind, change: { state: 'opening' }, startedAtMs: null, workers: [], blocks: 0 },
    hasShares: false,
  }));
}

/** The state after a change of a kind: its workers come and go, and with them their problems. */
export function afterGroupChange<State extends WithGroups>(
  state: State,
  { kind, change, atMs }: GroupEvent & { readonly atMs: number },
): State {
  const running = change.state === 'running' ? change.workers : null;
  const groups = state.groups.map((group) => {
    if (group.kind !== kind) return group;
    const startedAtMs = running === null ? null : atMs;
    return { ...group, change, startedAtMs, workers: running ?? group.workers, hasShares: false };
  });
  const others = [...state.workers].filter(([, worker]) => worker.kind !== kind);
  const own = (running ?? []).map((name) => [name, { ...NEW_WORKER, kind }] as const);
  const next = {
    ...state,
    groups,
    workers: new Map([...others, ...own]),
    problems: problemsAfter(state, kind, change, atMs),
  };
  const isStarting = groups.some(
    ({ change: { state: now } }) => now === 'opening' || now === 'running',
  );
  const phase = isStarting && state.phase === 'starting' ? state.phase : waitingIfIdle(next, null);
  return { ...next, phase };
}

function problemsAfter(
  { problems, workers }: WithGroups,
  kind: WorkerKind,
  change: GroupChange,
  atMs: number,
): readonly Problem[] {
  const earlier = problems.find((each) => each.kind === 'group' && each.workers === kind);
  // It is not settled by another try.
  if (change.state === 'opening') return problems;
  const others = problems.filter((each) => each !== earlier && !isOf(each, kind, workers));
  if (change.state !== 'failed') return others;
  const sinceMs = earlier?.sinceMs ?? atMs;
  return [...others, { kind: 'group', workers: kind, error: change.error, sinceMs }];
}

/** Whether a problem is gone with the workers of a kind. */
function isOf(problem: Problem, kind: WorkerKind, workers: WorkerStates): boolean {
  if (problem.kind === 'worker') return workers.get(problem.worker)?.kind === kind;
  return kind === 'stratum' && (problem.kind === 'stood-down' || problem.kind === 'shares');
}

/** The groups with one block more of the kind that `worker` is of. */
export function withGroupBlock(groups: KindStates, worker: string): KindStates {
  return groups.map((group) =>
    group.workers.includes(worker) ? { ...group, blocks: group.blocks + 1 } : group,
  );
}

/** The groups after an event of machines. */
export function withGroupShares(
  groups: KindStates,
  event: StratumEvent | ApprovalEvent,
): KindStates {
  if (event.type !== 'machine-measured' || sharesIn(event.measurement.shares) === 0) return groups;
  const index = groups.findIndex(({ kind, hasShares }) => kind === 'stratum' && !hasShares);
  const group = groups[index];
  return group === undefined ? groups : groups.with(index, { ...group, hasShares: true });
}

/**
 * What a screen sees of the groups.
 * @param stratum the machines, whose rates together are that of their group; null while no server has listened
 */
export function groupsOf(
  state: WithGroups,
  stratum: StratumSnapshot | null,
  windowMs: number,
  nowMs: number,
): GroupSnapshot[] {
  return state.groups.map(({ kind, change, startedAtMs, workers, blocks, hasShares }) => {
    const own = [...state.workers].filter(([, worker]) => worker.kind === kind);
    const rate =
      kind === 'stratum'
        ? (stratum?.rate.hashesPerSecond ?? 0)
        : own.reduce((sum, [, worker]) => sum + rateNow(worker, windowMs, nowMs), 0);
    const failed = change.state === 'failed' ? change : null;
    const failure = commonFailure(
      state.problems,
      own.map(([name]) => name),
      nowMs,
    );
    const activity =
      change.state === 'running' ? activityOf(state, own, failure, nowMs) : change.state;
    return {
      kind,
      state: activity,
      error: failed?.error ?? null,
      failure,
      retryAtMs: failed?.retryAtMs ?? failure?.retryAtMs ?? null,
      hashesPerSecond: state.phase === 'stopping' ? 0 : rate,
      isRateKnown:
        rate > 0 ||
        activity !== 'mining' ||
        (kind === 'stratum'
          ? hasShares && stratum !== null && !allAwaitRates(stratum, nowMs)
          : isMeasured(kind, own)),
      blocks,
      workers: change.state === 'running' ? workers : [],
      startedAtMs,
    };
  });
}

/** Whether no hashes of workers that mine means that they hash nothing: it may be that none were counted yet. */
function isMeasured(
  kind: Exclude<WorkerKind, 'stratum'>,
  own: readonly (readonly [
    string,
    { readonly meter: HashMeter; readonly isRateReported: boolean },
  ])[],
): boolean {
  switch (kind) {
    case 'external':
      return own.some(([, { isRateReported }]) => isRateReported);
    case 'cpu':
    case 'gpu':
    case 'simulation':
      return own.some(([, { meter }]) => meter.sinceMs !== null);
    case 'constant-delay':
    case 'on-demand':
      return true;
  }
}

function activityOf(
  { problems }: WithGroups,
  own: readonly (readonly [string, Parameters<typeof hasWork>[0]])[],
  failure: WorkerProblem | null,
  nowMs: number,
): GroupState {
  if (failure !== null) return 'failed';
  const mines = own.some(
    ([name, worker]) => hasWork(worker, nowMs) && !failsNow(problems, name, nowMs),
  );
  return mines ? 'mining' : 'waiting';
}
