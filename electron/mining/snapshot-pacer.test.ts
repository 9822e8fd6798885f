import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPacer } from './snapshot-pacer.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('announces at most every 250 ms, and the last change always', () => {
  let value = 0;
  const announced: { value: number; atMs: number }[] = [];
  const pacer = createPacer(250, () => announced.push({ value, atMs: performance.now() }));
  for (let ms = 0; ms < 1000; ms += 10) {
    value = ms;
    pacer.changed();
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(250);
  const pauses = announced.slice(1).map(({ atMs }, index) => atMs - (announced[index]?.atMs ?? 0));
  expect(pauses).toEqual([250, 250, 250, 250]);
  expect(announced.at(-1)?.value).toBe(990);
});

it('is silent when nothing changes', () => {
  const announce = vi.fn();
  const pacer = createPacer(250, announce);
  pacer.changed();
  vi.advanceTimersByTime(10_000);
  expect(announce).toHaveBeenCalledTimes(1);
});

it('answers a change after a pause at once', () => {
  const announce = vi.fn();
  const pacer = createPacer(250, announce);
  pacer.changed();
  vi.advanceTimersByTime(5_000);
  pacer.changed();
  vi.advanceTimersByTime(1);
  expect(announce).toHaveBeenCalledTimes(2);
});

it('forgets what waits when it is closed', () => {
  const announce = vi.fn();
  const pacer = createPacer(250, announce);
  pacer.changed();
  pacer.close();
  vi.advanceTimersByTime(1_000);
  expect(announce).not.toHaveBeenCalled();
});
