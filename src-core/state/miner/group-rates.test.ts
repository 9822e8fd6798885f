/** What is known of how fast kinds of workers are, and when they have no rate. */
import { expect, it } from 'vitest';
import type { MinerEvent } from '../miner-events.ts';
import { snapshotOf } from './snapshot.ts';
import { after, failed, stateAfter, work } from '../tests/after-events.ts';
import {
  change,
  cpu,
  hashes,
  listening,
  machine,
  machines,
  measured,
  set,
} from '../tests/kinds-of-workers.ts';

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

it('knows no rate of machines before most of them have sent a share', () => {
  const alone = [
    { type: 'mining-started', kinds: ['stratum'] },
    ...[machines, listening, { ...work, worker: 'Stratum 0' }],
  ] as const;
  const isKnown = (atMs: number, ...events: Parameters<typeof after>): readonly boolean[] => {
    const now = snapshotOf(stateAfter(...alone, ...events), atMs);
    return [now.groups[0]?.isRateKnown ?? false, now.isRateKnown];
  };
  const [yes, no] = [
    [true, true],
    [false, false],
  ];
  const [one, two, three] = [1, 2, 3].map((session) => machine(session, 'job-sent'));
  // Nothing before the first machine.
  expect(isKnown(2_000)).toEqual(no);
  expect(isKnown(2_000, machine(1, 'authorized'))).toEqual(no);
  expect(isKnown(2_000, one!)).toEqual(no);
  expect(isKnown(3_600_000, one!)).toEqual(no);
  expect(isKnown(2_000, one!, measured(1))).toEqual(yes);
  // The first of several, then as many as are awaited.
  expect(isKnown(2_000, one!, two!, three!, measured(1))).toEqual(no);
  expect(isKnown(2_000, one!, two!, measured(1))).toEqual(yes);
  // Those that send nothing for half a minute do not hide the rate of the others.
  expect(isKnown(30_999, one!, two!, three!, measured(1))).toEqual(no);
  expect(isKnown(31_000, one!, two!, three!, measured(1))).toEqual(yes);
  // Once it was known, it is 0 without machines, or with one that has no work; it begins again with the next start.
  const gone = { ...measured(1), type: 'machine-left', session: 1, reason: 'closed' };
  const left = [one!, measured(1), gone] as never[];
  expect(isKnown(60_000, ...left)).toEqual(yes);
  expect(isKnown(60_000, ...left, machine(2, 'authorized'))).toEqual(yes);
  expect(isKnown(60_000, ...left, two!)).toEqual(no);
  expect(isKnown(60_000, ...left, ...alone)).toEqual(no);
});

it('knows the rate of all while that of one kind is known', () => {
  const works = { ...work, worker: 'Stratum 0' };
  const now = after(set, cpu, machines, listening, work, works, hashes, machine(1, 'job-sent'));
  expect(now.groups.map(({ isRateKnown }) => isRateKnown)).toEqual([false, true]);
  expect(now.isRateKnown).toBe(true);
});
