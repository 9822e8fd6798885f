/** Work that a mining loop does not search, does not wait for, or leaves: what becomes of the rest. */
import { getEventListeners } from 'node:events';
import { expect, it, onTestFinished, vi } from 'vitest';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import { err, ok } from '../../result.ts';
import type { Worker } from '../../workers/worker.ts';
import { scriptedNode } from '../tests/linked-node.ts';
import { loopOn, untilAborted } from '../tests/running-loop.ts';

const isPreempted = (): ReturnType<Worker['solve']> => Promise.resolve(err({ kind: 'preempted' }));

/** Timers wait for the test. */
function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
}

it('searches work at once that is newer than the cut that was seen', async () => {
  const node = await scriptedNode();
  node.grow();
  let searches = 0;
  const { searched, pausesMs, until } = await loopOn(node, {
    search(work, signal) {
      searches += 1;
      if (searches > 1) return untilAborted(work, signal);
      node.grow();
      node.grow();
      return isPreempted();
    },
  });
  await until(4);
  expect([searched, pausesMs]).toEqual([[2, 4], []]);
});

it('looks at the cut again where it is ahead of the work, as that of a node that has left its chain', async () => {
  const node = await scriptedNode();
  node.grow();
  node.grow();
  const looks = (): number => node.asked.filter((path) => path.endsWith('/cut')).length;
  let searches = 0;
  const { searched, pausesMs, until } = await loopOn(node, {
    async search(work, signal) {
      searches += 1;
      if (searches > 1) return untilAborted(work, signal);
      // The second look is that of the update stream, which reports nothing more.
      await node.until(() => looks() === 2);
      node.grow(0);
      return isPreempted();
    },
  });
  // The cut is not due for seconds.
  await until(2);
  expect(searched).toEqual([3, 2]);
  expect(pausesMs.length).toBeGreaterThanOrEqual(1);
});

it('asks for the next work when a node has not answered a solution for a second', async () => {
  fakeTimers();
  const node = await scriptedNode();
  node.holdsSolutions = true;
  let searches = 0;
  const { events, logged, searched, until, stop } = await loopOn(node, {
    takesSolutions: true,
    search(work, signal) {
      searches += 1;
      if (searches > 1) return untilAborted(work, signal);
      const bytes = withTimeAndNonce(work.bytes, work.header.creationTimeMicros, 7n);
      return Promise.resolve(ok({ work, bytes }));
    },
  });
  await node.until(() => node.asked.some((path) => path.endsWith('/mining/solved')));
  vi.advanceTimersByTime(999);
  await new Promise((resolve) => setImmediate(resolve));
  expect(searched).toEqual([1]);
  vi.advanceTimersByTime(1);
  await until(1, 2);
  expect(events.map(({ type }) => type)).not.toContain('worker-failed');
  await stop();
  expect(await logged('warn')).toEqual([]);
});

it('says nothing, and does not wait, where it is stopped while it asks for work', async () => {
  const node = await scriptedNode();
  let searches = 0;
  const { logged, pausesMs, stop } = await loopOn(node, {
    search() {
      searches += 1;
      node.holdsWork = true;
      return isPreempted();
    },
  });
  const asked = (): number => node.asked.filter((path) => path.endsWith('/work')).length;
  // The first is that of the test.
  await node.until(() => asked() === 3);
  await stop();
  expect([searches, pausesMs, await logged('warn')]).toEqual([1, [], []]);
});

it('leaves nothing that listens to its work, however much it has searched, and no stream', async () => {
  fakeTimers();
  const node = await scriptedNode();
  const listening: number[] = [];
  const loop = await loopOn(node, {
    search(work, signal) {
      listening.push(getEventListeners(loop.signal, 'abort').length);
      return listening.length < 5 ? isPreempted() : untilAborted(work, signal);
    },
  });
  await loop.until(1, 5);
  expect(listening).toEqual([1, 1, 1, 1, 1]);
  await node.until(() => node.streams.size === 1);
  await loop.stop();
  expect(getEventListeners(loop.signal, 'abort')).toEqual([]);
  // For so long it waits for another loop that works on the chain.
  vi.advanceTimersByTime(60_000);
  await node.until(() => node.streams.size === 0);
});
