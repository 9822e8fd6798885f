import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { onStopSignal } from './stop-signals.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What the program does at signals, at times in ms; the test runner's own listeners do not hear them. */
function after(...signals: readonly (readonly [(typeof SIGNALS)[number], number])[]) {
  const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  exit.mockClear();
  let stops = 0;
  onStopSignal(() => (stops += 1));
  const added = new Map(
    SIGNALS.map((signal) => [
      signal,
      process.listeners(signal).filter((each) => before.get(signal)?.includes(each) !== true),
    ]),
  );
  const startMs = performance.now();
  for (const [signal, atMs] of signals) {
    vi.advanceTimersByTime(startMs + atMs - performance.now());
    for (const listener of added.get(signal) ?? []) listener(signal);
  }
  for (const [signal, listeners] of added) {
    for (const listener of listeners) process.off(signal, listener);
  }
  return { stops, exits: exit.mock.calls.flat() };
}

it.each(SIGNALS)('stops at the first %s', (signal) => {
  expect(after([signal, 0])).toEqual({ stops: 1, exits: [] });
});

it('ends at once at a later Ctrl-C, but not at the same one from npm', () => {
  expect(after(['SIGINT', 5], ['SIGINT', 1_005])).toEqual({ stops: 1, exits: [] });
  expect(after(['SIGINT', 5], ['SIGINT', 1_006])).toEqual({ stops: 1, exits: [EXIT.interrupted] });
  expect(after(['SIGTERM', 5], ['SIGINT', 5_000]).exits).toEqual([EXIT.interrupted]);
});

it('ignores other signals that are repeated', () => {
  expect(after(['SIGTERM', 0], ['SIGTERM', 5_000], ['SIGHUP', 9_000])).toEqual({
    ...{ stops: 1, exits: [] },
  });
});
