import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createTimeLimit } from './time-limit.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] });
  onTestFinished(() => void vi.useRealTimers());
});

it.each([
  ['connecting', { kind: 'connect-timeout', detail: 'no connection within 2.5 s' }],
  ['answering', { kind: 'timeout', detail: 'no complete answer within 2.5 s' }],
] as const)('ends what it limits once the time for %s is up', (step, failure) => {
  const limit = createTimeLimit();
  limit.begin(step, 2_500);
  vi.advanceTimersByTime(2_499);
  expect(limit).toMatchObject({ passed: null, signal: { aborted: false } });
  vi.advanceTimersByTime(2);
  expect(limit.passed).toEqual({ ...failure, limitMs: 2_500 });
  expect(limit.signal.aborted).toBe(true);
});

it('has one time for each step, and none after the last', () => {
  const limit = createTimeLimit();
  limit.begin('connecting', 1_000);
  limit.begin('answering', 3_000);
  vi.advanceTimersByTime(2_000);
  limit.end();
  vi.advanceTimersByTime(2_000);
  expect(limit).toMatchObject({ passed: null, signal: { aborted: false } });
});

it('counts what arrived in time, though it is read later', () => {
  const limit = createTimeLimit();
  limit.begin('connecting', 1_000);
  // The time is up, and sockets have their turn.
  vi.advanceTimersToNextTimer();
  limit.end();
  vi.advanceTimersByTime(10_000);
  expect(limit).toMatchObject({ passed: null, signal: { aborted: false } });
});
