import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { UpdateKind } from './update-events.ts';
import { createUpdatePace } from './update-pace.ts';
import { watchSilence } from './silence-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function paced() {
  const passed: UpdateKind[] = [];
  const pace = createUpdatePace((kind) => void passed.push(kind));
  const take = (count: number, kind: UpdateKind = 'new-cut'): void => {
    for (let each = 0; each < count; each += 1) pace.take(kind);
  };
  /** What was passed since the last call. */
  const news = (): readonly UpdateKind[] => passed.splice(0);
  return { take, news, stop: () => pace.stop() };
}

it('passes eight updates at once, and then the last one in each quarter of a second', () => {
  const { take, news } = paced();
  take(8, 'refreshed');
  expect(news()).toHaveLength(8);
  take(5);
  expect(news()).toEqual([]);
  vi.advanceTimersByTime(249);
  take(5);
  expect(news()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(news()).toEqual(['new-cut']);
  vi.advanceTimersByTime(10_000);
  expect(news()).toEqual([]);
});

it('passes a new cut where a refreshed block follows it, as it says more', () => {
  const { take, news } = paced();
  take(8);
  news();
  take(1, 'refreshed');
  take(1, 'new-cut');
  take(1, 'refreshed');
  vi.advanceTimersByTime(250);
  expect(news()).toEqual(['new-cut']);
  take(1, 'refreshed');
  vi.advanceTimersByTime(250);
  expect(news()).toEqual(['refreshed']);
});

it('passes as many at once again as quarters of a second have passed, and never more than eight', () => {
  const { take, news } = paced();
  take(8);
  news();
  vi.advanceTimersByTime(500);
  take(3);
  expect(news()).toHaveLength(2);
  vi.advanceTimersByTime(250);
  news();
  vi.advanceTimersByTime(60_000);
  take(20);
  expect(news()).toHaveLength(8);
});

it('forgets what waits when it is stopped', () => {
  const { take, news, stop } = paced();
  take(9);
  news();
  stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(news()).toEqual([]);
});

it('judges a silence by whether the chain has moved since a fifth of it', () => {
  let tip: string | undefined = 'a';
  const verdicts: string[] = [];
  const onSilent = (verdict: string): void => void verdicts.push(verdict);
  const watched = () => watchSilence({ limitMs: 1_000, tip: () => tip, onSilent });
  const after = (...steps: readonly (readonly [ms: number, next: string | undefined])[]) => {
    const watch = watched();
    for (const [ms, next] of steps) {
      vi.advanceTimersByTime(ms);
      tip = next;
    }
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
    return verdicts.splice(0);
  };
  expect(after([999, 'a'])).toEqual([]);
  expect(after([1_000, 'a'])).toEqual(['quiet']);
  // The cut may still be catching up with what the stream said last.
  expect(after([199, 'b'], [801, 'b'])).toEqual(['quiet']);
  expect(after([200, 'c'], [800, 'c'])).toEqual(['stalled']);
  expect(after([100, undefined], [900, undefined])).toEqual(['stalled']);
  tip = 'a';
  const watch = watched();
  vi.advanceTimersByTime(999);
  watch.noteData();
  vi.advanceTimersByTime(999);
  expect(verdicts).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(verdicts).toEqual(['quiet']);
});
