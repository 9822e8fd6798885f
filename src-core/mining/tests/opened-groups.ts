/** Groups of workers for one test, whose fleets and loops it hinders and breaks, on a clock that it moves. */
import type { SearchPlace } from '../../chainweb/search-space.ts';
import type { WorkerKind } from '../../config/workers-of.ts';
import { err, ok } from '../../result.ts';
import type { GroupChange } from '../../state/group-events.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { HandClock } from '../../tests/hand-clock.ts';
import type { FleetError } from '../../workers/fleet.ts';
import type { Hold } from '../groups/holds.ts';
import { createWorkerGroups } from '../groups/worker-groups.ts';

export const REFUSAL: FleetError = { kind: 'no-command', setting: 'externalWorkerCommand' };

/** Why a kind cannot be opened, started or closed: an error is thrown. */
interface Hindrances {
  readonly opening: Map<WorkerKind, FleetError | Error>;
  readonly starting: Map<WorkerKind, Error>;
  readonly closing: Map<WorkerKind, Error>;
}

interface GroupsOptions {
  /** How many loops the next kind that opens has; 2 by default. */
  readonly loops?: () => number;
  readonly holds?: readonly [WorkerKind, Hold][];
  /** Whether a kind that failed is tried again by a timer, and not on the hand clock. */
  readonly hasTimers?: boolean;
}

/** Groups that are not open yet. */
export function groupsOf(
  kinds: readonly WorkerKind[],
  { loops = () => 2, holds = [], hasTimers = false }: GroupsOptions = {},
) {
  const { logger, logged } = collectedLog();
  const clock = new HandClock();
  const changes: [WorkerKind, GroupChange][] = [];
  /** What is asked of the fleets. */
  const seen: string[] = [];
  const hindrances: Hindrances = { opening: new Map(), starting: new Map(), closing: new Map() };
  /** Breaks the loops of a kind. */
  const breakLoops = new Map<WorkerKind, (error: Error) => void>();
  /** Where the loops search that run now. */
  const places = new Map<WorkerKind, readonly SearchPlace[]>();
  /** The kind whose fleet a plan's name belongs to. */
  const kindOf = (name: string): WorkerKind => name.replace(/ .*/, '') as WorkerKind;

  const groups = createWorkerGroups({
    kinds,
    holds: new Map(holds),
    openFleet(kind) {
      seen.push(`${kind} opens`);
      const hindrance = hindrances.opening.get(kind);
      if (hindrance instanceof Error) throw hindrance;
      if (hindrance !== undefined) return Promise.resolve(err(hindrance));
      const plans = Array.from({ length: loops() }, (_, index) => ({
        name: `${kind} ${index}`,
        make: () => {
          throw new Error('no worker is needed');
        },
      }));
      const close = (): Promise<void> => {
        seen.push(`${kind} closes`);
        const fault = hindrances.closing.get(kind);
        return fault === undefined ? Promise.resolve() : Promise.reject(fault);
      };
      return Promise.resolve(ok({ plans, provesWork: true, close }));
    },
    startLoops({ plans }, given) {
      const kind = kindOf(plans[0]?.name ?? '');
      const fault = hindrances.starting.get(kind);
      if (fault !== undefined) throw fault;
      places.set(
        kind,
        given.map(({ place }) => place),
      );
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve, reject) => {
        end = resolve;
        breakLoops.set(kind, reject);
      });
      return {
        ended,
        stop() {
          end();
          places.delete(kind);
          return ended;
        },
      };
    },
    onEvent: ({ kind, change }) => changes.push([kind, change]),
    logger,
    ...(!hasTimers && { after: (delayMs, act) => clock.after(delayMs, act) }),
  });
  const changesOf = (kind: WorkerKind): GroupChange[] =>
    changes.flatMap(([each, change]) => (each === kind ? change : []));
  const statesOf = (kind: WorkerKind): string[] => changesOf(kind).map(({ state }) => state);
  return {
    ...{ groups, clock, changes, changesOf, statesOf, logged, seen },
    ...{ hindrances, breakLoops, places },
  };
}

/** Lets what was begun go on until it waits for a timer. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
