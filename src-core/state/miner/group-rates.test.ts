/** What is known of how fast kinds of workers are, and when they have no rate. */
import { expect, it } from 'vitest';
import type { MinerEvent } from '../miner-events.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import { after, failed, work } from '../tests/after-events.ts';
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

it('knows no rate of machines before one has sent a share', () => {
  const alone = [
    { type: 'mining-started', kinds: ['stratum'] },
    ...[machines, listening, { ...work, worker: 'Stratum 0' }],
  ] as const;
  const isKnown = (...events: Parameters<typeof after>): readonly boolean[] => {
    const now = after(...alone, ...events);
    return [now.groups[0]?.isRateKnown ?? false, now.isRateKnown];
  };
  const [yes, no] = [
    [true, true],
    [false, false],
  ];
  const [one, two] = [machine(1, 'job-sent'), machine(2, 'job-sent')];
  // Nothing before the first machine.
  expect(isKnown()).toEqual(no);
  expect(isKnown(machine(1, 'authorized'))).toEqual(no);
  expect(isKnown(one)).toEqual(no);
  expect(isKnown(one, measured(1))).toEqual(yes);
  expect(isKnown(one, two, measured(1))).toEqual(yes);
  // That all are refused is known, too.
  const { measurement } = measured(1);
  const shares = { ...measurement.shares, accepted: 0, low: 9 };
  const refused = { ...measured(1), measurement: { ...measurement, shares, lastShareAgeMs: null } };
  const silent = { ...refused, measurement: { ...refused.measurement, shares: NO_SHARES } };
  expect(isKnown(one, silent)).toEqual(no);
  expect(isKnown(one, refused)).toEqual(yes);
  expect(isKnown(one, two, refused)).toEqual(yes);
  // Once it was known, it is 0 without machines, or with one that has no work; it begins again with the next start.
  const gone = { ...refused, type: 'machine-left', session: 1, reason: 'closed' };
  const left = [one, refused, gone] as never[];
  expect(isKnown(...left)).toEqual(yes);
  expect(isKnown(...left, machine(2, 'authorized'))).toEqual(yes);
  expect(isKnown(...left, ...alone)).toEqual(no);
});

it('knows the rate of all while that of one kind is known', () => {
  const works = { ...work, worker: 'Stratum 0' };
  const now = after(set, cpu, machines, listening, work, works, hashes, machine(1, 'job-sent'));
  expect(now.groups.map(({ isRateKnown }) => isRateKnown)).toEqual([false, true]);
  expect(now.isRateKnown).toBe(true);
});
