/** What keeps kinds of workers from mining while mining is started: the user, and reasons to rest. */
import type { WorkerKind } from '../../config/workers-of.ts';

/** The user's pause counts where both do. */
export type Hold = 'paused' | 'resting';
export type Holds = ReadonlyMap<WorkerKind, Hold>;

/** No kind is held. */
export const NO_HOLDS: Holds = new Map();

interface KeptHolds {
  now(): Holds;
  pause(kind: WorkerKind): void;
  /** Ends the user's pause. */
  resume(kind: WorkerKind): void;
  /** These rest from now on, and no others. */
  rest(kinds: readonly WorkerKind[]): void;
}

/** Keeps holds for as long as the program runs. */
export function keepHolds(): KeptHolds {
  const paused = new Set<WorkerKind>();
  let resting: readonly WorkerKind[] = [];
  return {
    now: () =>
      new Map<WorkerKind, Hold>([
        ...resting.map((kind) => [kind, 'resting'] as const),
        ...[...paused].map((kind) => [kind, 'paused'] as const),
      ]),
    pause: (kind) => void paused.add(kind),
    resume: (kind) => void paused.delete(kind),
    rest: (kinds) => void (resting = kinds),
  };
}
