import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SearchPlace } from '../../chainweb/search-space.ts';
import type { WorkerKind } from '../../config/workers-of.ts';
import { err, ok } from '../../result.ts';
import { groupsOf, REFUSAL, settle } from '../tests/opened-groups.ts';
import type { Hold, Holds } from './holds.ts';

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
        const { groups, places } = groupsOf(kinds.slice(0, size), {
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
    expect(number).toBeGreaterThanOrEqual(0);
    expect(number).toBeLessThan(of);
    expect(1024 % of).toBe(0);
    for (let time = number; time < 1024; time += of) {
      expect(numbers.has(time)).toBe(false);
      numbers.add(time);
    }
  }
}

it('ends a kind whose loop breaks down, tries it again, and leaves the others alone', async () => {
  const { groups, clock, seen, breakLoops, statesOf, logged } = groupsOf(['cpu', 'stratum']);
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
  const { groups, clock, breakLoops } = groupsOf(['cpu']);
  await groups.open();
  groups.run();
  breakLoops.get('cpu')?.(new Error('a bug'));
  await groups.brokeDown;
  await expect(groups.stop()).rejects.toThrow('a bug');
  expect(clock.waiting).toBe(0);
});

it('tries a kind again that throws or fails when it opens, at longer and longer intervals', async () => {
  const { groups, clock, seen, hindrances, statesOf, logged } = groupsOf(['external', 'cpu']);
  hindrances.opening.set('external', REFUSAL);
  expect(await groups.open()).toEqual(ok(null));
  groups.run();
  const opened = (): number => seen.filter((each) => each === 'external opens').length;
  hindrances.opening.set('external', new Error('a bug'));
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
  hindrances.opening.clear();
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
  hindrances.opening.set('external', REFUSAL);
  await groups.hold(new Map());
  hindrances.opening.clear();
  clock.pass(10_000);
  await settle();
  expect(statesOf('external').at(-1)).toBe('running');
  expect((await logged('info')).slice(1)).toEqual([
    ...['external is paused', 'external resumes', 'external works again'],
  ]);
  await groups.stop();
});

it('has no more loops than can be kept apart, and says so', async () => {
  const sizes = [300, 256, 257];
  const { groups, places, logged } = groupsOf(['cpu', 'stratum', 'external'], {
    loops: () => sizes.shift() ?? 1,
  });
  await groups.open();
  groups.run();
  expect(places.get('cpu')).toHaveLength(256);
  expectApart([...places.values()].flat());
  expect(await logged('warn')).toEqual([
    'cpu has 256 mining loops, as no more are possible',
    'external has 256 mining loops, as no more are possible',
  ]);
  await groups.stop();
});

it('cannot be opened where no kind can, by the first error', async () => {
  const { groups, clock, changes, hindrances } = groupsOf(['external', 'stratum']);
  hindrances.opening.set('external', REFUSAL);
  hindrances.opening.set('stratum', new Error('a bug'));
  expect(await groups.open()).toEqual(err(REFUSAL));
  await groups.close();
  expect(changes).toEqual([]);
  expect(clock.waiting).toBe(0);
  // One that is held does not help.
  const held = groupsOf(['cpu', 'external'], { holds: [['cpu', 'paused']] });
  held.hindrances.opening.set('external', REFUSAL);
  expect(await held.groups.open()).toEqual(err(REFUSAL));
});

it('opens nothing of a kind that is held from the start, and forgets to try a failed one', async () => {
  const { groups, clock, seen, hindrances, statesOf } = groupsOf(['cpu', 'stratum', 'external'], {
    holds: [['cpu', 'resting']],
  });
  hindrances.opening.set('external', REFUSAL);
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
