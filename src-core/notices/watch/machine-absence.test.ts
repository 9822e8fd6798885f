import { describe, expect, it } from 'vitest';
import type { MinerSnapshot, Problem } from '../../state/snapshot-types.ts';
import type { WatchedEvent } from './event-notices.ts';
import type { WorkedMachine } from './missing-machines.ts';
import { group, HOUR, kinds, machine, play, snapshot } from './tests/watch-test.ts';

const DECLINED = { kind: 'declined' } as const;

describe('a machine that is away', () => {
  const away = (from: number, to: number) => (second: number) =>
    snapshot(second * 1000, {}, [
      machine({ leftAtMs: second >= from && second < to ? from * 1000 : null }),
    ]);

  it.each([
    [
      'after its time, once, and back once',
      away(10, 500),
      240,
      [
        [250, 'machine-offline'],
        [500, 'machine-back'],
      ],
    ],
    ['not when it is back before', away(10, 249), 240, []],
    [
      'after the time of the settings',
      away(10, 99),
      5,
      [
        [15, 'machine-offline'],
        [99, 'machine-back'],
      ],
    ],
  ] as const)('is reported %s', (_, at, notifyOfflineAfter, expected) => {
    expect(kinds(play(700, at, { notifyOfflineAfter }))).toEqual(expected);
  });

  it('is not reported again when it comes and goes quickly', () => {
    const at = (second: number): MinerSnapshot =>
      snapshot(second * 1000, {}, [machine({ leftAtMs: second % 20 < 15 ? second * 1000 : null })]);
    expect(play(1_000, at)).toEqual([]);
  });

  it('has its time to come back after the computer slept', () => {
    const slept = 8 * HOUR;
    const at = (second: number): MinerSnapshot | WatchedEvent => {
      if (second < 20) return away(10, 500)(second);
      if (second === 20) return { type: 'woke', atMs: slept };
      return snapshot(slept + second * 1000, {}, [machine({ leftAtMs: 10_000 })]);
    };
    expect(kinds(play(270, at))).toEqual([[261, 'machine-offline']]);
  });

  it.each([
    ['only knocked', { workSinceMs: null }, []],
    ['had work for a moment', { workSinceMs: 0 }, []],
    ['had work for long, but may not mine', { workSinceMs: -HOUR, refusal: DECLINED }, []],
    ['had work for long', { workSinceMs: -HOUR }, [[241, 'machine-offline']]],
  ] as const)(
    'without a share is a machine only if it did more than knock: it %s',
    (_, of, expected) => {
      const none = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
      const at = (second: number): MinerSnapshot =>
        snapshot(second * 1000, {}, [machine({ leftAtMs: 1, shares: none, ...of })]);
      expect(kinds(play(600, at))).toEqual(expected);
    },
  );

  it('is back from another address', () => {
    const there = machine({ key: 'a@10.0.0.9', address: '10.0.0.9', connectedAtMs: 400_000 });
    const at = (second: number): MinerSnapshot =>
      snapshot(second * 1000, {}, [machine({ leftAtMs: 1_000 }), ...(second < 400 ? [] : [there])]);
    expect(kinds(play(600, at))).toEqual([
      [241, 'machine-offline'],
      [400, 'machine-back'],
    ]);
  });

  it('stays reported over a pause, and is back once', () => {
    const at = (second: number): MinerSnapshot | WatchedEvent => {
      if (second === 300) return { type: 'mining-stopping', atMs: 300_000 };
      if (second === 301) return { type: 'mining-stopped', atMs: 301_000 };
      const phase = second > 300 && second < 400 ? 'stopped' : 'mining';
      const other = { key: 'b@10.0.0.3', rig: 'b' };
      // The other machine is disconnected by the pause, and stays away after it.
      return snapshot(second * 1000, { phase }, [
        machine({ leftAtMs: second < 900 ? 10_000 : null }),
        machine({ ...other, leftAtMs: second < 300 ? null : 300_000 }),
      ]);
    };
    expect(kinds(play(1_000, at))).toEqual([
      [250, 'machine-offline'],
      [640, 'machine-offline'],
      [900, 'machine-back'],
    ]);
  });

  it('is not reported when the user stops, or when machines were disconnected for lack of a node', () => {
    const left = [machine({ leftAtMs: 10_000 })];
    const stopped = (second: number): MinerSnapshot | WatchedEvent =>
      second === 11
        ? { type: 'mining-stopping', atMs: 11_000 }
        : snapshot(second * 1000, { phase: second < 11 ? 'mining' : 'stopped' }, left);
    expect(play(900, stopped)).toEqual([]);
    const problem: Problem = { kind: 'stood-down', withoutNodeMs: 1, sinceMs: 1 };
    const alone = (second: number): MinerSnapshot =>
      snapshot(second * 1000, { problems: second < 600 ? [problem] : [] }, left);
    expect(kinds(play(900, alone))).toEqual([[839, 'machine-offline']]);
  });

  it('is not reported while machines are paused or rest and others mine', () => {
    for (const state of ['paused', 'resting'] as const) {
      const at = (second: number): MinerSnapshot => {
        const groups = [group({ kind: 'stratum', state: second < 600 ? state : 'mining' })];
        return snapshot(second * 1000, { groups }, [machine({ leftAtMs: 10_000 })]);
      };
      expect(kinds(play(900, at))).toEqual([[839, 'machine-offline']]);
    }
  });
});

describe('a machine of an earlier run', () => {
  const START = 48 * HOUR;
  const worked = (agoMs: number, key = 'b@10.0.0.3') => ({ key, lastShareAtMs: START - agoMs });
  /** `b` connects at a second; the server listens from the 100th on. */
  const coming = (comesAt: number) => (second: number) =>
    snapshot(
      START + second * 1000,
      {},
      second < 100
        ? null
        : [machine({}), ...(second < comesAt ? [] : [machine({ key: 'b@10.0.0.9', rig: 'b' })])],
    );
  const reported = (comesAt: number, ...of: readonly WorkedMachine[]) =>
    play(700, coming(comesAt), {}, null, undefined, of);

  it('is reported once when it stays away, and once when it comes', () => {
    expect(reported(500, worked(HOUR), worked(2 * HOUR, 'b@10.0.0.4'))).toEqual([
      [339, { kind: 'machine-offline', machine: 'b', sinceMs: START - HOUR }],
      [500, { kind: 'machine-back', machine: 'b', awayMs: HOUR + 500_000 }],
    ]);
  });

  it.each([
    ['comes in time', 338, worked(HOUR)],
    ['has been away for days', 500, worked(25 * HOUR)],
    ['never worked', 500, { key: 'b@10.0.0.3', lastShareAtMs: null }],
    ['was one of several connections of its rig', 500, worked(HOUR, 'b@10.0.0.3#1-2')],
  ])('is not reported when it %s', (_, comesAt, machineOfHistory) => {
    expect(reported(comesAt, machineOfHistory)).toEqual([]);
  });
});
