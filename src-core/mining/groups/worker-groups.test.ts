import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { SearchPlace } from '../../chainweb/search-space.ts';
import type { WorkerKind } from '../../config/workers-of.ts';
import { err, ok } from '../../result.ts';
import type { GroupChange } from '../../state/group-events.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { HandClock } from '../../tests/hand-clock.ts';
import type { FleetError } from '../../workers/fleet.ts';
import type { Hold, Holds } from './holds.ts';
import { createWorkerGroups } from './worker-groups.ts';

const REFUSAL: FleetError = { kind: 'no-command', setting: 'externalWorkerCommand' };

/** What is asked of the fleets and loops of a test, by kind. */
let seen: string[];
/** Why kinds cannot be opened: an error is thrown. */
let hindrances: Map<WorkerKind, FleetError | Error>;
/** Breaks the loops of a kind. */
let breakLoops: Map<WorkerKind, (error: Error) => void>;
/** Where the loops search that run now. */
let places: Map<WorkerKind, readonly SearchPlace[]>;
let clock: HandClock;
beforeEach(() => {
  seen = [];
  hindrances = new Map();
  breakLoops = new Map();
  places = new Map();
  clock = new HandClock();
});

function groupsOf(
  kinds: readonly WorkerKind[],
  { loops = () => 2, holds = [] }: { loops?: () => number; holds?: [WorkerKind, Hold][] } = {},
) {
  const { logger, logged } = collectedLog();
  const changes: [WorkerKind, GroupChange['state']][] = [];
  /** The kind whose fleet a plan's name belongs to. */
  const kindOf = (name: string): WorkerKind => name.replace(/ .*/, '') as WorkerKind;
  const groups = createWorkerGroups({
    kinds,
    holds: new Map(holds),
    openFleet(kind) {
      seen.push(`${kind} opens`);
      const hindrance = hindrances.get(kind);
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
        return Promise.resolve();
      };
      return Promise.resolve(ok({ plans, provesWork: true, close }));
    },
    startLoops({ plans }, given) {
      const kind = kindOf(plans[0]?.name ?? '');
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
    onEvent: ({ kind, change }) => changes.push([kind, change.state]),
    logger,
    after: (delayMs, act) => clock.after(delayMs, act),
  });
  const statesOf = (kind: WorkerKind): string[] =>
    changes.flatMap(([each, state]) => (each === kind ? state : []));
  return { groups, changes, statesOf, logged };
}

/** Lets what was begun go on until it waits for a timer. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('never gives two loops that run the same headers, whichever kinds come and go', async () => {
  const kinds: WorkerKind[] = ['stratum', 'cpu', 'external', 'simulation', 'on-demand'];
  const holds = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.boolean()), { maxLength: 12 });
  const counts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: kinds.length }),
      holds,
      counts,
      async (size, steps, sizes) => {
        let at = 0;
        const { groups } = groupsOf(kinds.slice(0, size), {
          loops: () => sizes[at++ % sizes.length] ?? 1,
        });
        await groups.open();
        groups.run();
        const held = new Map<WorkerKind, Hold>();
        for (const [kind, isHeld] of steps) {
          if (isHeld) held.set(kind, 'paused');
          else held.delete(kind);
          await groups.hold(new Map(held));
          expectApart([...places.values()].flat());
        }
        await groups.stop();
        places.clear();
      },
    ),
    { numRuns: 30 },
  );
  // It computes all the time: on a busy machine it takes seconds.
}, 20_000);

/** Two loops share times exactly if their numbers are the same modulo the smaller of their counts. */
function expectApart(all: readonly SearchPlace[]): void {
  const numbers = new Set<number>();
  for (const { number, of } of all) {
    expect(number).toBeLessThan(of);
    expect(1024 % of).toBe(0);
    for (let time = number; time < 1024; time += of) {
      expect(numbers.has(time)).toBe(false);
      numbers.add(time);
    }
  }
}

it('ends a kind whose loop breaks down, tries it again, and leaves the others alone', async () => {
  const { groups, statesOf, logged } = groupsOf(['cpu', 'stratum']);
  await groups.open();
  groups.run();
  breakLoops.get('cpu')?.(new Error('a bug'));
  await settle();
  expect(statesOf('cpu')).toEqual(['running', 'failed']);
  expect(seen).toContain('cpu closes');
  expect((await logged()).filter((line) => line.includes('a bug\n'))).toEqual([
    expect.stringMatching(/cpu.*a bug\n\s+at /s),
  ]);
  clock.pass(10_000);
  await settle();
  expect(statesOf('cpu')).toEqual(['running', 'failed', 'opening', 'running']);
  expect(statesOf('stratum')).toEqual(['running']);
  await groups.stop();
});

it('ends all where the only kind breaks down', async () => {
  const { groups } = groupsOf(['cpu']);
  await groups.open();
  groups.run();
  breakLoops.get('cpu')?.(new Error('a bug'));
  await groups.brokeDown;
  await expect(groups.stop()).rejects.toThrow('a bug');
  expect(clock.waiting).toBe(0);
});

it('tries a kind again that throws or fails when it opens, at longer and longer intervals', async () => {
  hindrances.set('external', REFUSAL);
  const { groups, statesOf, logged } = groupsOf(['external', 'cpu']);
  expect(await groups.open()).toEqual(ok(null));
  groups.run();
  const opened = (): number => seen.filter((each) => each === 'external opens').length;
  hindrances.set('external', new Error('a bug'));
  for (const [seconds, times] of [
    [10, 2],
    [30, 3],
    [60, 4],
    [120, 5],
    [300, 6],
    [300, 7],
  ] as const) {
    clock.pass(seconds * 1000 - 1);
    await settle();
    expect(opened()).toBe(times - 1);
    clock.pass(1);
    await settle();
    expect(opened()).toBe(times);
  }
  hindrances.clear();
  clock.pass(300_000);
  await settle();
  expect(statesOf('external').at(-1)).toBe('running');
  expect(await logged('info')).toEqual(['external works again']);
  const lines = (await logged('warn')).slice(0, 2);
  expect(lines).toEqual([
    'external cannot mine: externalWorkerCommand is not set; tried again in 10 s',
    'external cannot mine: a bug; tried again in 30 s',
  ]);
  expect(await logged('error')).toHaveLength(6);
  expect((await logged('error'))[0]).toMatch(/^opening external failed: Error: a bug\n/);
  // After a pause the intervals begin again.
  await groups.hold(new Map([['external', 'paused']]));
  hindrances.set('external', REFUSAL);
  await groups.hold(new Map());
  hindrances.clear();
  clock.pass(10_000);
  await settle();
  expect(statesOf('external').at(-1)).toBe('running');
  expect((await logged('info')).slice(1)).toEqual([
    ...['external is paused', 'external resumes', 'external works again'],
  ]);
  await groups.stop();
});

it('has no more loops than can be kept apart, and says so', async () => {
  const { groups, logged } = groupsOf(['cpu', 'stratum', 'external'], { loops: () => 300 });
  await groups.open();
  groups.run();
  expect(places.get('cpu')).toHaveLength(256);
  expectApart([...places.values()].flat());
  expect((await logged()).filter((line) => line.includes('256 mining loops'))).toHaveLength(3);
  await groups.stop();
});

it('cannot be opened where no kind can, by the first error', async () => {
  hindrances.set('external', REFUSAL);
  hindrances.set('stratum', new Error('a bug'));
  const { groups, changes } = groupsOf(['external', 'stratum']);
  expect(await groups.open()).toEqual(err(REFUSAL));
  await groups.close();
  expect(changes).toEqual([]);
  expect(clock.waiting).toBe(0);
  // One that is held does not help.
  const held = groupsOf(['cpu', 'external'], { holds: [['cpu', 'paused']] });
  expect(await held.groups.open()).toEqual(err(REFUSAL));
});

it('opens nothing of a kind that is held from the start, and forgets to try a failed one', async () => {
  hindrances.set('external', REFUSAL);
  const { groups, statesOf } = groupsOf(['cpu', 'stratum', 'external'], {
    holds: [['cpu', 'resting']],
  });
  await groups.open();
  groups.run();
  expect(seen).toEqual(['stratum opens', 'external opens']);
  const paused: Holds = new Map([['external', 'paused']]);
  await groups.hold(paused);
  expect(clock.waiting).toBe(0);
  expect(statesOf('cpu')).toEqual(['resting', 'opening', 'running']);
  expect(statesOf('external')).toEqual(['failed', 'paused']);
  expect(statesOf('stratum')).toEqual(['running']);
  await groups.stop();
  await groups.close();
  expect(seen.slice(-2).sort()).toEqual(['cpu closes', 'stratum closes']);
});
