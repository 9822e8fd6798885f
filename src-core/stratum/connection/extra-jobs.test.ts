import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ExtraJobs } from './extra-jobs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function jobs() {
  const sentAtMs: number[] = [];
  return { sentAtMs, extra: new ExtraJobs((nowMs) => sentAtMs.push(nowMs)) };
}

it('sends the first at once, and one for all that are wanted within 250 ms of it', () => {
  const { sentAtMs, extra } = jobs();
  const startMs = performance.now();
  extra.want(startMs);
  for (let i = 0; i < 5; i++) {
    vi.advanceTimersByTime(10);
    extra.want(performance.now());
  }
  vi.advanceTimersByTime(199);
  expect(sentAtMs).toEqual([startMs]);
  vi.advanceTimersByTime(1);
  expect(sentAtMs).toEqual([startMs, startMs + 250]);
  vi.advanceTimersByTime(249);
  extra.want(performance.now());
  expect(sentAtMs.length).toBe(2);
  vi.advanceTimersByTime(1);
  expect(sentAtMs.length).toBe(3);
  vi.advanceTimersByTime(250);
  extra.want(performance.now());
  expect(sentAtMs.length).toBe(4);
});

it('sends none once it is stopped', () => {
  const { sentAtMs, extra } = jobs();
  extra.stop();
  extra.want(performance.now());
  extra.want(performance.now());
  extra.stop();
  vi.advanceTimersByTime(1_000);
  expect(sentAtMs.length).toBe(1);
});
