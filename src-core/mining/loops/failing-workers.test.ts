/** A mining loop whose worker or node fails: what it says, how long it waits, and what it begins again with. */
import { expect, it } from 'vitest';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import { mkTarget } from '../../chainweb/target.ts';
import { err, ok } from '../../result.ts';
import type { Worker } from '../../workers/worker.ts';
import { scriptedNode } from '../tests/linked-node.ts';
import { loopOn, untilAborted } from '../tests/running-loop.ts';

const fault = { kind: 'no-output', detail: 'd', lastWords: 'w' } as const;
const failure = (kind: 'failed' | 'ended') =>
  Promise.resolve(err({ kind, reason: 'it broke', fault }));
const atOnce = (): Promise<void> => Promise.resolve();

/** Makes these searches one after the other, and then waits. */
function searches(...all: readonly Worker['solve'][]): Worker['solve'] {
  const left = [...all];
  return (work, signal) => (left.shift() ?? untilAborted)(work, signal);
}
const fails = () => failure('failed');
const ends = () => failure('ended');
const isPreempted = (): ReturnType<Worker['solve']> => Promise.resolve(err({ kind: 'preempted' }));
const solves: Worker['solve'] = (work) =>
  Promise.resolve(
    ok({ work, bytes: withTimeAndNonce(work.bytes, work.header.creationTimeMicros, 7n) }),
  );

it('waits longer after each failure of a worker, and as before once it has worked', async () => {
  const node = await scriptedNode();
  const search = searches(fails, fails, fails, isPreempted, fails);
  const { events, logged, pausesMs, workers, until } = await loopOn(node, { search, wait: atOnce });
  await until(1, 6);
  expect(pausesMs).toEqual([250, 500, 1_000, 250]);
  const failed = { type: 'worker-failed', worker: 'CPU 0', fault, ended: false };
  expect(events.filter(({ type }) => type === 'worker-failed')).toEqual(
    pausesMs.map((retryMs) => ({ ...failed, retryMs })),
  );
  expect(await logged('warn')).toEqual(
    pausesMs.map(() => 'Some general error in mining loop. Trying again... CPU 0 failed: it broke'),
  );
  expect(workers).toEqual({ made: 1, closed: 0 });
});

it('waits half a minute at most', async () => {
  const node = await scriptedNode();
  const search = searches(...Array.from({ length: 9 }, () => fails));
  const { pausesMs, until } = await loopOn(node, { search, wait: atOnce });
  await until(1, 10);
  expect(pausesMs.slice(-3)).toEqual([15_000, 15_000, 15_000]);
});

it('makes a new worker for one that has ended, and closes both', async () => {
  const node = await scriptedNode();
  const { events, workers, until, stop } = await loopOn(node, {
    search: searches(ends),
    wait: atOnce,
  });
  await until(1, 2);
  expect(workers).toEqual({ made: 2, closed: 1 });
  expect(events.filter(({ type }) => type === 'worker-failed')).toMatchObject([{ ended: true }]);
  await stop();
  expect(workers).toEqual({ made: 2, closed: 2 });
});

it('makes no new worker where it is stopped meanwhile', async () => {
  const node = await scriptedNode();
  let waits = (): void => undefined;
  const isWaiting = new Promise<void>((resolve) => (waits = resolve));
  const { workers, stop } = await loopOn(node, {
    search: ends,
    wait: (_, signal) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve());
        waits();
      }),
  });
  await isWaiting;
  await stop();
  expect(workers).toEqual({ made: 1, closed: 1 });
});

it('says nothing of a worker that fails as it is stopped', async () => {
  const node = await scriptedNode();
  const { events, logged, pausesMs, until, stop } = await loopOn(node, {
    search: (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => void failure('failed').then(resolve));
      }),
  });
  await until(1);
  await stop();
  expect(events.map(({ type }) => type)).not.toContain('worker-failed');
  expect([await logged('warn'), pausesMs]).toEqual([[], []]);
});

it('says which work it got, and nothing of a stop', async () => {
  const node = await scriptedNode();
  const { events, logged, until, stop } = await loopOn(node);
  await until(1);
  expect(events.find(({ type }) => type === 'work-received')).toEqual({
    ...{ type: 'work-received', worker: 'CPU 0', chain: 0, height: 1, difficulty: 1 },
    ...{ versionName: 'scripted', forkState: { number: 0, votes: 0 } },
  });
  await stop();
  expect(events.map(({ type }) => type)).not.toContain('work-ended');
  expect(await logged()).toEqual(['got new work for chain ChainId 0']);
});

it.each([
  [undefined, 'Solved header. Chain 0, height 1.'],
  [12, 'Solved header with 12 attempts. Chain 0, height 1.'],
])('says that it has solved a header (attempts: %j)', async (attempts, text) => {
  const node = await scriptedNode();
  const { logged, until } = await loopOn(node, {
    search: searches(async (work, signal) => {
      const solved = await solves(work, signal);
      if (!solved.ok || attempts === undefined) return solved;
      return ok({ ...solved.value, attempts });
    }),
  });
  await until(1, 2);
  expect(await logged('info')).toContain(text);
});

it('counts a solution that does not meet its target as a failure of the worker', async () => {
  const node = await scriptedNode();
  const search = searches((work, signal) => {
    (work as { target: unknown }).target = mkTarget(1n);
    return solves(work, signal);
  });
  const { events, logged, until } = await loopOn(node, { search, wait: atOnce });
  await until(1, 2);
  expect(events.filter(({ type }) => type === 'worker-failed')).toEqual([
    {
      ...{ type: 'worker-failed', worker: 'CPU 0', ended: false, retryMs: 250 },
      fault: { kind: 'wrong-solution', detail: '', lastWords: null },
    },
  ]);
  expect(await logged('warn')).toEqual([
    'Some general error in mining loop. Trying again... CPU 0 failed: its solution does not meet the target',
  ]);
});

it('says why there is no work, and waits longer each time', async () => {
  const node = await scriptedNode();
  let pauses = 0;
  const { logged, pausesMs, until } = await loopOn(node, {
    wait() {
      pauses += 1;
      if (pauses === 3) node.status = 200;
      return atOnce();
    },
    search: searches(() => {
      node.status = 500;
      return isPreempted();
    }),
  });
  await until(1, 2);
  // Of 250, 500 and 1000 ms, less what the requests took.
  expect(pausesMs.map((ms) => Math.ceil(Math.log2(ms / 125)))).toEqual([1, 2, 3]);
  const lines = await logged('warn');
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(line).toMatch(
      /^Some general error in mining loop\. Trying again\.\.\. No work \(server-fault\): \S/,
    );
  }
});
