import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { prepareHeader, toWords } from '../../../chainweb/header-hash.ts';
import { powHash } from '../../../chainweb/pow-hash.ts';
import { targetFromLe, targetToLe } from '../../../chainweb/target.ts';
import { POOL_WORK } from '../tests/scripted-pool.ts';
import { createHasher } from './hasher.ts';
import type { MachineJob } from './hasher.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const JOB: MachineJob = {
  ...{ id: 'job', header: prepareHeader(Buffer.from(POOL_WORK.bytes)), chain: 7 },
  target: toWords(targetToLe(POOL_WORK.target)),
  ...{ nonce1: 0x0a0b, nonce1Bytes: 2, nonce2Bytes: 6 },
};

function hashing(duty = 1) {
  const state = { duty };
  const counts: number[] = [];
  const shares: [MachineJob, string][] = [];
  const hasher = createHasher({
    dutyCycle: () => state.duty,
    onHashes: (count) => counts.push(count),
    onShare: (job, nonce2) => shares.push([job, nonce2]),
  });
  return { hasher, state, counts, shares };
}

it('hashes a little at a time, as long as it has a job', () => {
  const { hasher, counts } = hashing();
  expect(vi.getTimerCount()).toBe(0);
  hasher.take(JOB);
  hasher.take(JOB);
  expect([counts, vi.getTimerCount()]).toEqual([[], 1]);
  vi.advanceTimersToNextTimer();
  const first = counts.length;
  expect([first > 0, vi.getTimerCount()]).toEqual([true, 1]);
  vi.advanceTimersToNextTimer();
  expect(counts.length).toBeGreaterThan(first);
  hasher.take(null);
  expect(vi.getTimerCount()).toBe(0);
  hasher.take(null);
  hasher.take(JOB);
  expect(vi.getTimerCount()).toBe(1);
});

it('finds shares, each after the hashes that it counts', () => {
  const { hasher, counts, shares } = hashing();
  hasher.take(JOB);
  while (shares.length < 5) vi.advanceTimersToNextTimer();
  // 400 without a share, and as many as it took with one: some 250.
  const short = counts.filter((count) => count < 400);
  expect(Math.max(...counts)).toBeLessThanOrEqual(400);
  expect(short.length).toBeGreaterThanOrEqual(4);
  expect(short.every((count) => count >= 1)).toBe(true);
  for (const [job, nonce2] of shares) {
    expect(job).toBe(JOB);
    expect(nonce2).toMatch(/^[0-9a-f]{12}$/);
    const bytes = Buffer.from(POOL_WORK.bytes);
    bytes.writeBigUInt64LE(BigInt(`0x${nonce2}0a0b`), bytes.length - 8);
    expect(targetFromLe(powHash(bytes)) <= POOL_WORK.target).toBe(true);
  }
  const nonces = shares.map(([, nonce2]) => Number(`0x${nonce2}`));
  expect(nonces).toEqual(nonces.toSorted((a, b) => a - b));
  expect(new Set(nonces).size).toBe(nonces.length);
});

it('rests while it may not hash, and looks again after a while', () => {
  const { hasher, state, counts } = hashing(0);
  hasher.take(JOB);
  vi.advanceTimersByTime(1_000);
  expect(counts).toEqual([]);
  state.duty = 1;
  vi.advanceTimersByTime(199);
  expect(counts).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(counts.length).toBeGreaterThan(0);
});

it('rests as long as it hashed at half of its power, and thrice as long at a quarter', () => {
  const restMs = (duty: number): number => {
    const { hasher, counts } = hashing(duty);
    hasher.take(JOB);
    vi.advanceTimersToNextTimer();
    const before = counts.length;
    let ms = 0;
    for (; counts.length === before; ms += 1) vi.advanceTimersByTime(1);
    hasher.take(null);
    return ms;
  };
  // A stretch takes two milliseconds, and some more on a busy computer.
  expect(restMs(1)).toBeLessThanOrEqual(1);
  expect(restMs(0.5)).toBeGreaterThanOrEqual(2);
  expect(restMs(0.25)).toBeGreaterThanOrEqual(6);
});
