/**
 * Kinds of workers that fail, such as a graphics card whose driver is gone: reported once when that has lasted for a
 * while, and once when all of it has worked again for a while. Each is tried again meanwhile.
 */
import type { WorkerKind } from '../../config/workers-of.ts';
import { failingKinds } from '../../state/miner/failing-kinds.ts';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';
import { lasted, OFF } from './watch-rules.ts';
import type { Lasting } from './watch-rules.ts';

interface WatchedKind {
  readonly failing: Lasting;
  /** When what is reported began. */
  readonly sinceMs: number;
}

export type WorkerWatch = ReadonlyMap<WorkerKind, WatchedKind>;

export const ALL_WORK: WorkerWatch = new Map();

/** Three tries of what has failed as a whole lie within this time (worker-group.ts), five of one worker. */
const FAILS_FOR_MS = 120_000;
/** A program that crashes every few minutes does not work. */
const WORKS_FOR_MS = 300_000;

/** After a look at the workers while mining. */
export function watchWorkers(
  before: WorkerWatch,
  snapshot: Pick<MinerSnapshot, 'groups' | 'problems' | 'node' | 'atMs'>,
): { readonly watch: WorkerWatch; readonly notices: readonly NoticeFacts[] } {
  const { groups, problems, node, atMs } = snapshot;
  // Without work nothing shows whether a worker works; that has a notice of its own.
  const isIdle =
    node === null || problems.some((each) => each.kind === 'node' && each.node === node.url);
  if (isIdle) return { watch: before, notices: [] };
  const watch = new Map<WorkerKind, WatchedKind>();
  const notices: NoticeFacts[] = [];
  const failing = new Map(failingKinds(snapshot).map((each) => [each.kind, each]));
  for (const { kind, state } of groups) {
    // What the user has paused is forgotten.
    if (state === 'paused' || state === 'resting') continue;
    const was = before.get(kind) ?? { failing: OFF, sinceMs: atMs };
    const fails = failing.get(kind);
    const now = lasted(was.failing, fails !== undefined, atMs, {
      onMs: FAILS_FOR_MS,
      offMs: WORKS_FOR_MS,
    });
    const sinceMs = was.failing.isOn ? was.sinceMs : (fails?.sinceMs ?? atMs);
    if (now.isOn && !was.failing.isOn) {
      notices.push({ kind: 'workers-failed', workers: kind, part: fails?.part ?? null, sinceMs });
    } else if (was.failing.isOn && !now.isOn) {
      const awayMs = (was.failing.turnedAtMs ?? atMs) - sinceMs;
      notices.push({ kind: 'workers-back', workers: kind, awayMs });
    }
    if (now.isOn || fails !== undefined) watch.set(kind, { failing: now, sinceMs });
  }
  return { watch, notices };
}

/** After a sleep: what had lasted for a moment only begins again, as its clock went on without it. */
export function withoutDoubts(watch: WorkerWatch): WorkerWatch {
  const reported = [...watch].filter(([, { failing }]) => failing.isOn);
  return new Map(
    reported.map(([kind, each]) => [kind, { ...each, failing: { isOn: true, turnedAtMs: null } }]),
  );
}
