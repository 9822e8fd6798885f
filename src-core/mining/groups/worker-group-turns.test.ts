/**
 * Kinds of workers that are held, resumed, broken and stopped at any moment, also while they open, close
 * or wait for another try. What they open and close takes until the test says so.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WorkerKind } from '../../config/workers-of.ts';
import { err, ok } from '../../result.ts';
import type { GroupChange } from '../../state/group-events.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { HandClock } from '../../tests/hand-clock.ts';
import type { Hold } from './holds.ts';
import { createWorkerGroups } from './worker-groups.ts';

const KINDS: readonly WorkerKind[] = ['cpu', 'stratum'];
const OUTCOMES = ['opens', 'fails', 'throws'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Kinds whose fleets and loops a test opens, closes and breaks by hand. */
class Kinds {
  readonly clock = new HandClock();
  readonly held = new Map<WorkerKind, Hold>();
  readonly changes = new Map<WorkerKind, GroupChange>();
  /** What is open, being opened or being closed. */
  readonly fleets = new Map<WorkerKind, number>();
  readonly loops = new Map<WorkerKind, (error: Error) => void>();
  /** Of each kind the last try to open it. */
  readonly outcomes = new Map<WorkerKind, Outcome>();
  readonly faults: string[] = [];
  #isOver = false;
  readonly groups;
  readonly #opening = new Map<WorkerKind, (outcome: Outcome) => void>();
  readonly #closing = new Map<WorkerKind, () => void>();

  constructor(holds: readonly [WorkerKind, Hold][]) {
    for (const [kind, hold] of holds) this.held.set(kind, hold);
    this.groups = createWorkerGroups({
      kinds: KINDS,
      holds: new Map(this.held),
      openFleet: (kind) => this.#openFleet(kind),
      startLoops: ({ plans: [plan] }) => this.#startLoops(plan?.name as WorkerKind),
      onEvent: ({ kind, change }) => {
        if (!['paused', 'resting'].includes(change.state)) this.#expectWanted(kind, change.state);
        this.changes.set(kind, change);
      },
      logger: collectedLog().logger,
      after: (delayMs, act) => this.clock.after(delayMs, act),
    });
  }

  /** Stops and closes them, also where a loop breaks down meanwhile. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.groups.stop().catch(() => undefined);
    await this.groups.close();
  }

  finishOpening(kind: WorkerKind, outcome: Outcome): void {
    this.#opening.get(kind)?.(outcome);
  }

  finishClosing(kind: WorkerKind): void {
    this.#closing.get(kind)?.();
  }

  /** Lets everything that was begun end well. */
  async drain(): Promise<void> {
    do {
      for (const open of this.#opening.values()) open('opens');
      for (const close of this.#closing.values()) close();
      await settle();
    } while (this.#opening.size + this.#closing.size > 0);
  }

  async #openFleet(
    kind: WorkerKind,
  ): ReturnType<Parameters<typeof createWorkerGroups>[0]['openFleet']> {
    this.#expectWanted(kind, 'opens');
    this.#expectFree(kind, 'it opens');
    this.#count(kind, 1);
    const outcome = await new Promise<Outcome>((resolve) => this.#opening.set(kind, resolve));
    this.#opening.delete(kind);
    this.outcomes.set(kind, outcome);
    if (outcome !== 'opens') this.#count(kind, -1);
    if (outcome === 'throws') throw new Error('a bug');
    if (outcome === 'fails') return err({ kind: 'no-command', setting: 'externalWorkerCommand' });
    const make = (): never => {
      throw new Error('no worker is needed');
    };
    return ok({
      plans: [{ name: kind, make }],
      provesWork: true,
      close: async () => {
        if (this.loops.has(kind)) this.faults.push(`${kind} was closed before its loops`);
        await new Promise<void>((resolve) => this.#closing.set(kind, resolve));
        this.#closing.delete(kind);
        this.#count(kind, -1);
      },
    });
  }

  #startLoops(kind: WorkerKind) {
    this.#expectFree(kind, 'its loops begin');
    if (this.loops.has(kind)) this.faults.push(`loops of ${kind} run twice`);
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      end = resolve;
      this.loops.set(kind, reject);
    });
    return {
      ended,
      stop: () => {
        end();
        this.loops.delete(kind);
        return ended;
      },
    };
  }

  /** After a stop nothing begins. */
  #expectWanted(kind: WorkerKind, what: string): void {
    if (this.#isOver) this.faults.push(`${kind} ${what} after the stop`);
  }

  #expectFree(kind: WorkerKind, what: string): void {
    if (this.held.has(kind)) this.faults.push(`${kind} is held, but ${what}`);
  }

  #count(kind: WorkerKind, change: number): void {
    const open = (this.fleets.get(kind) ?? 0) + change;
    this.fleets.set(kind, open);
    if (open > 1) this.faults.push(`${kind} is open twice`);
  }
}

/** Lets what was begun continue until it waits for the test. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

type Step =
  | readonly ['hold', WorkerKind, Hold | null]
  | readonly ['opens' | 'fails' | 'throws' | 'closes' | 'breaks', WorkerKind]
  | readonly ['pass', number];
const kind = fc.constantFrom(...KINDS);
const hold = fc.constantFrom<Hold>('paused', 'resting');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constant('hold' as const), kind, fc.option(hold)),
  fc.tuple(fc.constantFrom(...OUTCOMES, 'closes' as const, 'breaks' as const), kind),
  fc.tuple(fc.constant('pass' as const), fc.constantFrom(1_000, 300_000)),
);
/** Each with whether it takes effect before the next one comes. */
const steps = fc.array(fc.tuple(step, fc.boolean()), { maxLength: 30 });
interface Start {
  readonly at: readonly [WorkerKind, Hold][];
  readonly outcomes: readonly Outcome[];
}
const start: fc.Arbitrary<Start> = fc.record({
  at: fc.array(fc.tuple(kind, hold), { maxLength: 2 }),
  outcomes: fc.tuple(fc.constantFrom(...OUTCOMES), fc.constantFrom(...OUTCOMES)),
});

function take(kinds: Kinds, next: Step): void {
  switch (next[0]) {
    case 'hold':
      if (next[2] === null) kinds.held.delete(next[1]);
      else kinds.held.set(next[1], next[2]);
      void kinds.groups.hold(new Map(kinds.held));
      break;
    case 'pass':
      kinds.clock.pass(next[1]);
      break;
    case 'closes':
      kinds.finishClosing(next[1]);
      break;
    case 'breaks':
      kinds.loops.get(next[1])?.(new Error('a bug'));
      break;
    default:
      kinds.finishOpening(next[1], next[0]);
  }
}

async function takeAll(kinds: Kinds, all: readonly (readonly [Step, boolean])[]): Promise<void> {
  for (const [next, settles] of all) {
    take(kinds, next);
    if (settles) await settle();
    expect(kinds.faults).toEqual([]);
  }
}

/** Kinds that were started, each with that outcome; null where none could be opened. */
async function started({ at, outcomes }: Start): Promise<Kinds | null> {
  const kinds = new Kinds(at);
  const opened = kinds.groups.open();
  await settle();
  for (const [index, each] of KINDS.entries())
    kinds.finishOpening(each, outcomes[index] ?? 'opens');
  await kinds.drain();
  if ((await opened).ok) {
    kinds.groups.run();
    return kinds;
  }
  for (const each of KINDS) expect(kinds.fleets.get(each) ?? 0).toBe(0);
  expect([...kinds.changes, kinds.clock.waiting]).toEqual([0]);
  return null;
}

it('mine with what is not held, once, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(start, steps, async (from, all) => {
      const kinds = await started(from);
      if (kinds === null) return;
      await takeAll(kinds, all);
      await kinds.drain();
      for (const each of KINDS) {
        const state = kinds.changes.get(each)?.state;
        const held = kinds.held.get(each);
        const isOpen = [kinds.fleets.get(each) ?? 0, kinds.loops.has(each)];
        if (held !== undefined) expect([state, ...isOpen]).toEqual([held, 0, false]);
        else if (state !== 'failed') expect([state, ...isOpen]).toEqual(['running', 1, true]);
        else expect(isOpen).toEqual([0, false]);
      }
      // A kind that failed is tried again, and no other.
      const failed = [...kinds.changes.values()].filter(({ state }) => state === 'failed');
      expect(kinds.clock.waiting).toBe(failed.length);
      kinds.clock.pass(300_000);
      await kinds.drain();
      for (const each of KINDS) {
        expect(kinds.changes.get(each)?.state).toBe(kinds.held.get(each) ?? 'running');
      }
      expect(kinds.faults).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 20_000);

it('have nothing open after a stop at any moment, and open nothing any more', async () => {
  await fc.assert(
    fc.asyncProperty(start, steps, steps, async (from, all, afterwards) => {
      const kinds = await started(from);
      if (kinds === null) return;
      await takeAll(kinds, all);
      const stopped = kinds.stop();
      expect(kinds.clock.waiting).toBe(0);
      await takeAll(kinds, afterwards);
      await kinds.drain();
      await stopped;
      kinds.clock.pass(300_000);
      await kinds.drain();
      expect([...kinds.fleets.values()].filter((open) => open > 0)).toEqual([]);
      expect(kinds.loops.size).toBe(0);
      expect(kinds.clock.waiting).toBe(0);
      expect(kinds.faults).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 20_000);
