/** What is known of how fast kinds of workers are, and when they have no rate. */
import { expect, it } from 'vitest';
import type { MinerEvent } from '../miner-events.ts';
import { after, failed, work } from '../tests/after-events.ts';
import { change, cpu, hashes, machines, set } from '../tests/kinds-of-workers.ts';

it('knows no rate of a program that mines and reports none, but in what it has found', () => {
  const program: readonly MinerEvent[] = [
    { type: 'mining-started', kinds: ['external'], atMs: 1_000 },
    { ...cpu, kind: 'external' } as MinerEvent,
  ];
  const isKnown = (...events: Parameters<typeof after>): boolean | undefined =>
    after(...program, ...events).groups[0]?.isRateKnown;
  expect(isKnown()).toBe(true);
  expect(isKnown(work)).toBe(false);
  expect(isKnown(work, hashes)).toBe(true);
  expect(isKnown(work, { type: 'rate-reported', worker: 'CPU 0' })).toBe(true);
  expect(after(...program, work).isRateKnown).toBe(false);
  expect(after(...program, work, hashes).isRateKnown).toBe(true);
});

it('knows no rate of what starts, until its first hashes are counted', () => {
  const isKnown = (...events: Parameters<typeof after>): boolean => after(...events).isRateKnown;
  expect(isKnown(set)).toBe(false);
  expect(isKnown(set, cpu, machines, work)).toBe(false);
  expect(isKnown(set, cpu, machines, work, hashes)).toBe(true);
  // Without a node it hashes nothing, and that is known.
  expect(isKnown(set, cpu, failed)).toBe(true);
  expect(isKnown(set, change('cpu', { state: 'paused' }), machines, work)).toBe(true);
});

it('has no rate of what has no work any more, whatever it did some seconds ago', () => {
  const rates = (...events: Parameters<typeof after>): readonly number[] => {
    const { hashesPerSecond, groups, workers } = after(...events);
    return [hashesPerSecond, groups[1]?.hashesPerSecond ?? NaN, workers[0]?.hashesPerSecond ?? NaN];
  };
  const events = [set, cpu, machines, work, hashes] as const;
  for (const rate of rates(...events)) expect(rate).toBeGreaterThan(0);
  const ended = { type: 'work-ended', worker: 'CPU 0' } as const;
  // In the moment between one work and the next it goes on.
  for (const rate of rates(...events, ended)) expect(rate).toBeGreaterThan(0);
  expect(rates(...events, ended, failed)).toEqual([0, 0, 0]);
});
