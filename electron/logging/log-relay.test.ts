import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LogRecord } from '../../src-core/index.ts';
import { createLogRelay } from './log-relay.ts';

function records(from: number, count: number): LogRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    sequence: from + index,
    timeMicros: 0,
    level: 'info',
    tags: [],
    text: `message ${from + index}`,
  }));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('gathers what is logged within 100 ms into one batch', () => {
  const batches: (readonly LogRecord[])[] = [];
  const relay = createLogRelay((batch) => batches.push(batch));
  relay.push(records(1, 3));
  vi.advanceTimersByTime(50);
  relay.push(records(4, 2));
  expect(batches).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(batches).toEqual([records(1, 5)]);
  vi.advanceTimersByTime(1_000);
  expect(batches).toHaveLength(1);
});

it('sends a flood in batches of 1 000, in order and complete', () => {
  const batches: (readonly LogRecord[])[] = [];
  const relay = createLogRelay((batch) => batches.push(batch));
  relay.push(records(1, 2_500));
  vi.advanceTimersByTime(100);
  expect(batches.map((batch) => batch.length)).toEqual([1000]);
  vi.advanceTimersByTime(200);
  expect(batches.map((batch) => batch.length)).toEqual([1000, 1000, 500]);
  expect(batches.flat()).toEqual(records(1, 2_500));
});

it('says how many it skipped when more waits than it may hold', () => {
  const sent: LogRecord[] = [];
  const relay = createLogRelay((batch) => sent.push(...batch));
  relay.push(records(1, 10_500));
  vi.advanceTimersByTime(100_000);
  expect(sent).toHaveLength(10_000);
  expect(sent[0]).toMatchObject({
    sequence: 501,
    level: 'error',
    text: 'Skipped 501 log messages on their way to the screen.',
  });
  expect(sent.slice(1)).toEqual(records(502, 9_999));
});

it('keeps the latest 5 000 for a page that opens later', () => {
  const relay = createLogRelay(() => undefined);
  for (let from = 1; from <= 23_000; from += 1_000) relay.push(records(from, 1_000));
  expect(relay.latest()).toEqual(records(18_001, 5_000));
});
