import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchNodeAbsence } from './node-absence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(timeoutMs: number) {
  const seen: string[] = [];
  const watch = watchNodeAbsence({
    ...{ timeoutMs, onAbsent: () => seen.push('absent'), onBack: () => seen.push('back') },
  });
  const take = (type: string): void => watch.take({ type } as never);
  return { seen, take, close: () => watch.close() };
}

it('notices once that no node has had work, from the first failure on, and that one is back', () => {
  const { seen, take } = watched(1_000);
  take('node-failed');
  vi.advanceTimersByTime(600);
  take('node-failed');
  vi.advanceTimersByTime(399);
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(seen).toEqual(['absent']);
  take('node-failed');
  vi.advanceTimersByTime(5_000);
  expect(seen).toEqual(['absent']);
  take('cut-seen');
  take('node-answered');
  take('node-answered');
  expect(seen).toEqual(['absent', 'back']);
  take('node-failed');
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual(['absent', 'back', 'absent']);
});

it('begins again with each answer', () => {
  const { seen, take } = watched(1_000);
  take('node-failed');
  take('node-answered');
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual([]);
});

it('never ends where there is no limit, nor after it was closed', () => {
  const unlimited = watched(0);
  unlimited.take('node-failed');
  const closed = watched(1_000);
  closed.take('node-failed');
  closed.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1e9);
  expect([unlimited.seen, closed.seen]).toEqual([[], []]);
});
