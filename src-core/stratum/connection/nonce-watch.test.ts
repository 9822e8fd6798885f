import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { seededRandom } from '../../tests/seeded-random.ts';
import { NONCES_PER_HEADER } from '../jobs/nonce-range.ts';
import { NonceWatch } from './nonce-watch.ts';
import { HashRateMeter } from '../shares/hash-rate-meter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Watched {
  /** When the machine got each header, ms. */
  readonly headersMs: number[];
  share(difficulty: number): void;
  /** A header with another target than before. */
  send(difficulty: number): void;
  stop(): void;
}

/** A machine that gets a header at its start and later only those that the watch gives it. */
function watch(jobIntervalMs: number, level = 47): Watched {
  const startMs = performance.now();
  const meter = new HashRateMeter(startMs);
  const headersMs: number[] = [];
  let wanted = 2 ** level;
  const send = (nowMs: number): void => {
    headersMs.push(nowMs - startMs);
    nonceWatch.headerSent(wanted, nowMs);
  };
  const nonceWatch = new NonceWatch({
    noncesPerHeader: NONCES_PER_HEADER,
    jobIntervalMs,
    hashRate: (nowMs) => meter.estimates(nowMs),
    renew: send,
    guard: (action) => action(),
  });
  send(startMs);
  return {
    headersMs,
    share(difficulty) {
      meter.countShare(difficulty, performance.now());
      nonceWatch.look(performance.now());
    },
    send(difficulty) {
      wanted = difficulty;
      send(performance.now());
    },
    stop: () => nonceWatch.stop(),
  };
}

it('does not take one lucky block for a rate', () => {
  const machine = watch(1000);
  vi.advanceTimersByTime(400);
  machine.share(2 ** 58);
  vi.advanceTimersByTime(3_600_000);
  expect(machine.headersMs).toEqual([0]);
});

it('gives a machine of 200 TH/s each header before the one before it is used up', () => {
  const machine = watch(3_600_000);
  const random = seededRandom(7);
  const difficulty = 2 ** 47;
  for (let sent = 0; sent < 500; sent++) {
    vi.advanceTimersByTime(((-Math.log(1 - random()) * difficulty) / 200e12) * 1000);
    machine.share(difficulty);
  }
  const known = machine.headersMs.findIndex((atMs) => atMs > 20_000);
  const gapsMs = machine.headersMs.slice(known).map((atMs, i, all) => atMs - (all[i - 1] ?? atMs));
  expect(gapsMs.length).toBeGreaterThan(200);
  expect(Math.max(...gapsMs)).toBeLessThan((NONCES_PER_HEADER / 200e12) * 1000);
  // And not far more headers than it needs.
  expect(Math.min(...gapsMs.slice(1))).toBeGreaterThan(300);
  machine.stop();
});

it('ends when the machine stops sending shares', () => {
  const machine = watch(60_000);
  for (let i = 0; i < 60; i++) {
    vi.advanceTimersByTime(500);
    machine.share(200e12 / 2);
  }
  expect(machine.headersMs.length).toBeGreaterThan(20);
  vi.advanceTimersByTime(3_600_000);
  const count = machine.headersMs.length;
  vi.advanceTimersByTime(3_600_000);
  expect(machine.headersMs.length).toBe(count);
});

it.each([52, 58, 256])(
  'gives headers in time to a machine whose shares of level %d are rare',
  (level) => {
    const machine = watch(5000, level);
    vi.advanceTimersByTime(600_000);
    // A KA3 tries all nonces of a header in 1.7 s.
    expect(machine.headersMs.length).toBeGreaterThan(600_000 / 1700);
    expect(machine.headersMs.length).toBeLessThan(600_000 / 1100);
    machine.stop();
  },
);

it('does not hurry where jobs come often enough, or shares soon show the rate', () => {
  for (const [jobIntervalMs, level] of [
    [1000, 58],
    [5000, 51],
  ] as const) {
    const machine = watch(jobIntervalMs, level);
    vi.advanceTimersByTime(600_000);
    expect(machine.headersMs).toEqual([0]);
  }
});

it('hurries from the first rare job on, until slow or easy shares show the rate', () => {
  const machine = watch(5000, 42);
  vi.advanceTimersByTime(60_000);
  expect(machine.headersMs).toEqual([0]);
  machine.send(2 ** 52);
  vi.advanceTimersByTime(60_000);
  expect(machine.headersMs.length).toBeGreaterThan(30);
  // Sixteen shares of 2^52 in 53 minutes are 22 TH/s: a header lasts far longer than 5 s.
  for (let i = 0; i < 16; i++) {
    vi.advanceTimersByTime(200_000);
    machine.share(2 ** 52);
  }
  const count = machine.headersMs.length;
  vi.advanceTimersByTime(60_000);
  expect(machine.headersMs.length).toBe(count);
  vi.advanceTimersByTime(3_600_000);
  machine.send(2 ** 42);
  const easy = machine.headersMs.length;
  vi.advanceTimersByTime(60_000);
  expect(machine.headersMs.length).toBe(easy);
  machine.stop();
});
