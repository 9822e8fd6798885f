/** All kinds of workers of a configuration, each of which starts, fails and pauses by itself. */
import { LOOP_LIMIT, powerOfTwo } from '../../chainweb/search-space.ts';
import type { SearchPlace } from '../../chainweb/search-space.ts';
import type { WorkerKind } from '../../config/workers-of.ts';
import type { Logger } from '../../logging/logger.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { GroupEvent } from '../../state/group-events.ts';
import type { FleetError, GroupError, WorkerFleet } from '../../workers/fleet.ts';
import type { Miner, MinerOptions } from '../loops/mining-loops.ts';
import type { Holds } from './holds.ts';
import { createWorkerGroup } from './worker-group.ts';
import type { After } from './worker-group.ts';

interface WorkerGroupsOptions {
  /** Each once, at least one. */
  readonly kinds: readonly WorkerKind[];
  readonly holds: Holds;
  /** @param thread the number of the mining loop of each plan */
  readonly openFleet: (
    kind: WorkerKind,
    thread: (index: number) => number,
  ) => Promise<Result<WorkerFleet, FleetError>>;
  readonly startLoops: (fleet: WorkerFleet, loops: MinerOptions['loops']) => Miner;
  readonly onEvent: (event: GroupEvent) => void;
  readonly logger: Logger;
  readonly after?: After | undefined;
}

interface WorkerGroups {
  /** Opens all that are not held; an error, the first one, only where none of them can be opened. */
  open(): Promise<Result<null, GroupError>>;
  /** Mines with all of them; throws where the only one cannot. */
  run(): void;
  /** Resolves when all follow. */
  hold(holds: Holds): Promise<void>;
  /** Answers a machine that waits for approval; false when no such question is open. */
  answerMachine(question: number, accept: boolean): boolean;
  /** Lets a rig in that was refused. */
  letIn(rig: string): void;
  /** Lets every machine in, whatever its name. */
  letAllIn(): void;
  /** Rigs that are not on the list wait for approval, or are refused. */
  askFirst(isOn: boolean): void;
  /** Disconnects machines while no node has work. */
  standDown(withoutNodeMs: number): void;
  /** Accepts machines again. */
  takeMachines(): void;
  /** Names of workers whose solutions do not have to meet their target. */
  unproven(): readonly string[];
  /** Ends all mining loops for good; rejects afterwards if one broke down. */
  stop(): Promise<void>;
  /** Closes what workers share; to be called after `stop`. */
  close(): Promise<void>;
  /** Resolves when the only kind has broken down, because of a bug. */
  readonly brokeDown: Promise<void>;
}

/** Groups that are not open yet. */
export function createWorkerGroups(options: WorkerGroupsOptions): WorkerGroups {
  const { kinds, holds, logger, onEvent, after = afterTimer } = options;
  let onBrokeDown = (): void => undefined;
  const brokeDown = new Promise<void>((resolve) => (onBrokeDown = resolve));
  /** For how long no node had work when machines were let go, ms; null while one has. */
  let withoutNodeMs: number | null = null;

  const groups = kinds.map((kind, at) => {
    const place = placesOf(at, kinds.length);
    return createWorkerGroup({
      kind,
      hold: holds.get(kind) ?? null,
      async openFleet() {
        const opened = await options.openFleet(kind, place.thread);
        if (!opened.ok) return opened;
        const { plans, machines } = opened.value;
        if (withoutNodeMs !== null) machines?.standDown(withoutNodeMs);
        if (plans.length > place.most) {
          logger.warn(`${kind} has ${place.most} mining loops, as no more are possible`);
        }
        return ok({ ...opened.value, plans: plans.slice(0, place.most) });
      },
      startLoops: (fleet) =>
        options.startLoops(
          fleet,
          fleet.plans.map(({ make }, index) => ({
            makeWorker: make,
            place: place.of(index, fleet.plans.length),
          })),
        ),
      onBrokeDown: kinds.length === 1 ? onBrokeDown : null,
      onChange: (change) => onEvent({ type: 'group-changed', kind, change }),
      logger,
      after,
    });
  });
  const fleets = (): readonly WorkerFleet[] => groups.flatMap((group) => group.fleet() ?? []);

  return {
    async open() {
      const due = groups.filter(({ kind }) => !holds.has(kind));
      const opened = await Promise.all(due.map((group) => group.open()));
      const [first] = opened;
      if (first?.ok !== false || opened.some(({ ok: isOpen }) => isOpen)) return ok(null);
      return err(first.error);
    },
    run() {
      for (const group of groups) group.run();
    },
    async hold(next) {
      await Promise.all(groups.map((group) => group.hold(next.get(group.kind) ?? null)));
    },
    answerMachine: (question, accept) =>
      fleets().some(({ answerMachine }) => answerMachine?.(question, accept) ?? false),
    letIn(rig) {
      for (const { letIn } of fleets()) letIn?.(rig);
    },
    letAllIn() {
      for (const { letAllIn } of fleets()) letAllIn?.();
    },
    askFirst(isOn) {
      for (const { askFirst } of fleets()) askFirst?.(isOn);
    },
    standDown(ms) {
      withoutNodeMs = ms;
      for (const { machines } of fleets()) machines?.standDown(ms);
    },
    takeMachines() {
      withoutNodeMs = null;
      for (const { machines } of fleets()) machines?.resume();
    },
    unproven: () =>
      fleets().flatMap(({ provesWork, plans }) =>
        provesWork ? [] : plans.map(({ name }) => name),
      ),
    stop: () => allOf(groups.map((group) => group.stop())),
    close: () => allOf(groups.map((group) => group.close())),
    brokeDown,
  };
}

/**
 * Numbers of loops: kind `at` of `count` has those that are `at` modulo the next power of two. So they
 * are unique, whichever other kinds are open and with how many loops.
 */
function placesOf(
  at: number,
  count: number,
): {
  thread(index: number): number;
  of(index: number, loops: number): SearchPlace;
  readonly most: number;
} {
  const kinds = powerOfTwo(count);
  const thread = (index: number): number => at + kinds * index;
  return {
    thread,
    of: (index, loops) => ({ number: thread(index), of: kinds * powerOfTwo(loops) }),
    most: LOOP_LIMIT / kinds,
  };
}

/** Waits for all, then rejects with the first reason if one has rejected. */
async function allOf(all: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(all);
  await Promise.all(all);
}

const afterTimer: After = (delayMs, act) => {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
};
