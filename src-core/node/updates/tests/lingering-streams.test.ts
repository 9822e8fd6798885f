/** Streams that nothing listens to any more: how long they stay open, and what opens them again. */
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { NodeEvent } from '../../node-events.ts';
import { chain, collector, scriptedNode } from '../../tests/node-test.ts';
import { streamsOf } from '../../tests/streams-test.ts';
import type { ChainUpdate } from '../update-stream.ts';

const LINGER_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
});

/** Streams of a node, the first of which is open. */
async function opened() {
  const node = await scriptedNode();
  const events = collector<NodeEvent>();
  // Silence is no reason to reopen one here.
  const streams = streamsOf(node, events.add, { stallMs: 1e9 });
  const isOpen = events.next(({ type }) => type === 'stream-opened');
  const undo = streams.listen(chain, () => undefined);
  await isOpen;
  return { node, events, streams, undo };
}

it('stay open for a minute, and open again for the next listener', async () => {
  const { node, events, streams, undo } = await opened();
  undo();
  vi.advanceTimersByTime(LINGER_MS - 1);
  expect(node.streams.size).toBe(1);
  const closed = events.next(({ type }) => type === 'stream-closed');
  vi.advanceTimersByTime(1);
  expect(await closed).toEqual({ type: 'stream-closed', chain, error: null });
  const isOpen = events.next(({ type }) => type === 'stream-opened');
  streams.listen(chain, () => undefined);
  await isOpen;
});

it('are kept by a listener that comes before, and by one that stays', async () => {
  const { node, events, streams, undo } = await opened();
  undo();
  vi.advanceTimersByTime(LINGER_MS - 1);
  const seen = collector<ChainUpdate>();
  const undoSecond = streams.listen(chain, seen.add);
  streams.listen(chain, () => undefined);
  vi.advanceTimersByTime(LINGER_MS);
  undoSecond();
  vi.advanceTimersByTime(2 * LINGER_MS);
  streams.listen(chain, seen.add);
  const update = seen.next(() => true);
  node.tell('event:New Cut\n\n');
  expect(await update).toBe('new-cut');
  expect(events.all.map(({ type }) => type)).toEqual(['stream-opened']);
});

it('linger from when the last listener left, also one that leaves twice', async () => {
  const { events, undo } = await opened();
  undo();
  vi.advanceTimersByTime(LINGER_MS / 2);
  undo();
  vi.advanceTimersByTime(LINGER_MS - 1);
  expect(events.all.map(({ type }) => type)).toEqual(['stream-opened']);
  const closed = events.next(({ type }) => type === 'stream-closed');
  vi.advanceTimersByTime(1);
  await closed;
});

it('are lost to their listeners, and leave no timer, once all are closed', async () => {
  const { node, streams, undo } = await opened();
  const seen: ChainUpdate[] = [];
  const undoSecond = streams.listen(chain, (update) => void seen.push(update));
  streams.close();
  expect(seen).toEqual(['lost']);
  await node.until(() => node.streams.size === 0);
  const other = await opened();
  other.undo();
  other.streams.close();
  undo();
  undoSecond();
  await other.node.until(() => other.node.streams.size === 0);
  vi.advanceTimersByTime(LINGER_MS);
  expect(vi.getTimerCount()).toBe(0);
});
