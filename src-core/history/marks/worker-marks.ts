/** Marks of kinds of workers that stop by themselves or by the user while others mine, and mine again. Pure. */
import { failingKinds } from '../../state/miner/failing-kinds.ts';
import type { GroupSnapshot, MinerSnapshot } from '../../state/snapshot-types.ts';
import type { EventMark } from './history-mark.ts';

type WorkerMark = Extract<EventMark, { kind: 'worker-stopped' | 'worker-resumed' }>;
type StopReason = Extract<EventMark, { kind: 'worker-stopped' }>['reason'];

interface MarkedWorker {
  /** Why it is marked as stopped; null where it mines. */
  readonly stopped: StopReason | null;
  /** Since when it looks failed, where that is not marked yet. */
  readonly failsSinceMs: number | null;
}

/** By kind. */
export type MarkedWorkers = ReadonlyMap<GroupSnapshot['kind'], MarkedWorker>;

export const NO_WORKERS_MARKED: MarkedWorkers = new Map();

/** A search that fails is tried again within a second, mostly with success. */
const FAILS_FOR_MS = 10_000;

/**
 * After a look at the workers while mining. What rests or is paused when it is seen for the first time has no mark: the
 * start has one.
 */
export function lookAtWorkers(
  before: MarkedWorkers,
  snapshot: Pick<MinerSnapshot, 'groups' | 'problems' | 'rests' | 'atMs'>,
): { readonly workers: MarkedWorkers; readonly marks: readonly WorkerMark[] } {
  const { groups, atMs } = snapshot;
  const workers = new Map<GroupSnapshot['kind'], MarkedWorker>();
  const marks: WorkerMark[] = [];
  for (const group of groups) {
    const { kind: worker } = group;
    const was = before.get(worker);
    const now = conditionOf(group, snapshot);
    if (now === 'unclear') {
      if (was !== undefined) workers.set(worker, was);
      continue;
    }
    const failsSinceMs = now === 'failed' ? (was?.failsSinceMs ?? atMs) : null;
    const isFresh = failsSinceMs !== null && atMs - failsSinceMs < FAILS_FOR_MS;
    if (isFresh || now === was?.stopped) {
      workers.set(worker, { stopped: was?.stopped ?? null, failsSinceMs });
      continue;
    }
    workers.set(worker, { stopped: now, failsSinceMs });
    // Seen for the first time, only a failure is news.
    if (was === undefined && now !== 'failed') continue;
    marks.push(
      now === null
        ? { kind: 'worker-resumed', worker, atMs }
        : { kind: 'worker-stopped', worker, reason: now, atMs: failsSinceMs ?? atMs },
    );
  }
  return { workers, marks };
}

/** Null where it mines; `unclear` while it opens or waits, which a node that is away may be the reason of. */
function conditionOf(
  { kind, state }: GroupSnapshot,
  snapshot: Pick<MinerSnapshot, 'groups' | 'problems' | 'rests'>,
): StopReason | null | 'unclear' {
  if (state === 'paused') return 'user';
  if (state === 'resting') {
    return snapshot.rests.find(({ kinds }) => kinds.includes(kind))?.reason ?? 'unclear';
  }
  if (state === 'mining') return null;
  const isFailed = failingKinds(snapshot).some((each) => each.kind === kind && each.part === null);
  return isFailed ? 'failed' : 'unclear';
}
