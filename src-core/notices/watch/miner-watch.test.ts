import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import { initialMinerState } from '../../state/miner/miner-state.ts';
import { snapshotOf } from '../../state/miner/snapshot.ts';
import type { MachineSnapshot, MinerSnapshot, Problem } from '../../state/snapshot-types.ts';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import type { NoticeFacts } from '../notice.ts';
import type { WatchedEvent } from './event-notices.ts';
import { afterEvent, afterLook, NEW_WATCH } from './miner-watch.ts';
import type { MinerWatch } from './miner-watch.ts';
import { missingOf } from './missing-machines.ts';
import type { WorkedMachine } from './missing-machines.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const machine = (given: Partial<MachineSnapshot>): MachineSnapshot => ({
  ...{ key: 'a@10.0.0.2', session: 1, isOnline: true, stage: 'mining', address: '10.0.0.2' },
  ...{ agent: null, user: 'k.a', rig: 'a', refusal: null, difficultyNotice: null },
  ...{ hashRate: NO_RATES, level: 40, difficulty: 2 ** 40 },
  shares: { accepted: 5, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 },
  ...{ lastRefusal: null, isAllRefused: false, lastShareAtMs: null, connectedAtMs: 0 },
  ...{ workSinceMs: 0, leftAtMs: null, leftReason: null },
  ...given,
});

/** A miner at work with these machines. */
const snapshot = (
  atMs: number,
  given: Partial<MinerSnapshot>,
  machines: readonly MachineSnapshot[] | null = null,
): MinerSnapshot => ({
  ...snapshotOf(initialMinerState(), atMs),
  phase: 'mining',
  node: { url: 'http://node:1848/', latencyMs: 1 },
  stratum: machines && {
    ...{ listening: { host: '::', port: 1917 }, total: NO_RATES, online: 1, notShown: 0 },
    ...{ machines, asking: [] },
  },
  ...given,
});

/** Looks every second from 1 s on; `at` says what is seen. Returns the notices, each with its second. */
function play(
  seconds: number,
  at: (second: number) => MinerSnapshot | WatchedEvent,
  rules: Partial<typeof DEFAULT_CONFIG> = {},
  freeBytes: number | null = null,
  usualRate: (machineKey: string) => number | null = () => null,
  worked: readonly WorkedMachine[] = [],
): readonly (readonly [number, NoticeFacts])[] {
  const reported: (readonly [number, NoticeFacts])[] = [];
  let watch: MinerWatch = { ...NEW_WATCH, missing: missingOf(worked) };
  for (let second = 1; second <= seconds; second += 1) {
    const seen = at(second);
    const after =
      'type' in seen
        ? afterEvent(watch, seen, { blocks: [] })
        : afterLook(watch, seen, { ...DEFAULT_CONFIG, ...rules }, { freeBytes, usualRate });
    watch = after.watch;
    reported.push(...after.notices.map((facts) => [second, facts] as const));
  }
  return reported;
}

const kinds = (
  reported: readonly (readonly [number, NoticeFacts])[],
): (readonly [number, string])[] => reported.map(([second, { kind }]) => [second, kind]);

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

  it('is none without a share', () => {
    const none = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
    const at = (second: number): MinerSnapshot =>
      snapshot(second * 1000, {}, [machine({ leftAtMs: 1, shares: none })]);
    expect(play(600, at)).toEqual([]);
  });

  it('is back from another address', () => {
    const there = machine({ key: 'a@10.0.0.9', address: '10.0.0.9', connectedAtMs: 400_000 });
    const at = (second: number): MinerSnapshot =>
      snapshot(second * 1000, {}, [machine({ leftAtMs: 1_000 }), ...(second < 400 ? [] : [there])]);
    expect(kinds(play(600, at))).toEqual([
      [241, 'machine-offline'],
      [400, 'machine-back'],
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
});

describe('a machine of an earlier run', () => {
  const START = 48 * HOUR;
  const worked = (agoMs: number, key = 'b@10.0.0.3') => ({ key, workedAtMs: START - agoMs });
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
    ['never worked', 500, { key: 'b@10.0.0.3', workedAtMs: null }],
    ['was one of several connections of its rig', 500, worked(HOUR, 'b@10.0.0.3#1-2')],
  ])('is not reported when it %s', (_, comesAt, machineOfHistory) => {
    expect(reported(comesAt, machineOfHistory)).toEqual([]);
  });
});

describe('the node', () => {
  const error = { kind: 'node-missing', detail: '' } as const;
  const down = (node: string): Problem => ({ kind: 'node', node, error, sinceMs: 5_000 });

  it('is reported once when it is lost for a minute, and once when it is back to stay', () => {
    const at = (second: number): MinerSnapshot => {
      const isDown = second >= 5 && second < 200 && second !== 150;
      return snapshot(second * 1000, { problems: isDown ? [down('http://node:1848/')] : [] });
    };
    expect(kinds(play(400, at))).toEqual([
      [65, 'node-lost'],
      [230, 'node-back'],
    ]);
  });

  it('is reported as replaced by a fallback', () => {
    const node = { url: 'http://fallback:1848/', latencyMs: 1 };
    const at = (second: number): MinerSnapshot =>
      snapshot(second * 1000, { node, problems: [down('http://node:1848/')] });
    expect(play(200, at)).toEqual([
      [61, { kind: 'fallback-used', node: node.url, lost: 'http://node:1848/' }],
    ]);
  });

  it('hides a stalled network, which is otherwise reported once', () => {
    const still = (problems: readonly Problem[]) => (second: number) =>
      snapshot(second * 1000, { cutMovedAtMs: 1, problems });
    expect(kinds(play(900, still([])))).toEqual([[601, 'network-stalled']]);
    expect(kinds(play(900, still([down('http://node:1848/')])))).toEqual([[61, 'node-lost']]);
  });

  it.each([
    ['the sleep of the computer', HOUR],
    ['a clock that is set back', -HOUR],
  ])('is asked about the network first after %s', (_, stepMs) => {
    const stepped = (movesAgain: boolean) => (second: number) => {
      const atMs = 2 * HOUR + second * 1000 + (second < 100 ? 0 : stepMs);
      const movedAtMs = movesAgain && second > 105 ? 2 * HOUR + stepMs + 105_000 : 2 * HOUR;
      return snapshot(atMs, { cutMovedAtMs: movedAtMs });
    };
    expect(play(600, stepped(true))).toEqual([]);
    expect(kinds(play(900, stepped(false)))).toEqual([[stepMs > 0 ? 592 : 602, 'network-stalled']]);
  });
});

describe('a machine that mines badly', () => {
  const rated = (rate: number): MachineSnapshot['hashRate'] => ({
    ...NO_RATES,
    tenMinutes: { hashesPerSecond: rate, relativeError: rate === 0 ? null : 0.1 },
  });
  /** Usual for two hours, then another rate. */
  const then = (rate: number) => (second: number) =>
    snapshot(second * 1000, {}, [
      machine({ hashRate: rated(second < 7200 ? 1e12 : rate), difficulty: 1e12 }),
    ]);

  it.each([
    ['half of it', 5e11, [[7800, 'rate-low']]],
    ['nothing of it', 0, [[7800, 'rate-low']]],
    ['a little less', 9e11, []],
    ['what chance explains', 6.5e11, []],
  ] as const)('is reported as slow at %s', (_, rate, expected) => {
    expect(kinds(play(9_000, then(rate)))).toEqual(expected);
  });

  it('is not reported as slow while its usual rate is being learned, or with the check off', () => {
    const early = (second: number): MinerSnapshot =>
      snapshot(second * 1000, {}, [
        machine({ hashRate: rated(second < 60 ? 1e12 : 1e11), difficulty: 1e9 }),
      ]);
    expect(play(HOUR / 1000 - 60, early)).toEqual([]);
    expect(play(9_000, then(0), { notifyRateBelow: 0 })).toEqual([]);
  });

  it('is reported as slow soon after a restart where history knows its usual rate', () => {
    const slow = (second: number): MinerSnapshot =>
      snapshot(second * 1000, {}, [machine({ hashRate: rated(5e11), difficulty: 1e12 })]);
    const usual = (rate: number | null) => kinds(play(1_000, slow, {}, null, () => rate));
    expect(usual(1e12)).toEqual([[602, 'rate-low']]);
    expect(usual(6e11)).toEqual([]);
    expect(usual(null)).toEqual([]);
  });

  it('asks history for one machine a look', () => {
    const machines = ['a', 'b', 'c'].map((key) => machine({ key, hashRate: rated(1e12) }));
    const asked: string[] = [];
    const at = (second: number): MinerSnapshot => snapshot(second * 1000, {}, machines);
    for (const seconds of [1, 2, 5]) {
      asked.length = 0;
      play(seconds, at, {}, null, (key) => {
        asked.push(key);
        return null;
      });
      expect(asked).toEqual(['a', 'b', 'c'].slice(0, seconds));
    }
  });

  it.each([
    [3, 1, [[601, { kind: 'rejects-high', machine: 'a', refused: 150, shares: 600 }]]],
    [19, 1, []],
  ] as const)('is reported with %i shares accepted and %i refused', (good, bad, expected) => {
    const at = (second: number): MinerSnapshot => {
      const shares = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
      const period = good + bad;
      const stale = Math.floor((second - 1) / period) * bad;
      return snapshot(second * 1000, {}, [
        machine({ shares: { ...shares, stale, accepted: second - 1 - stale } }),
      ]);
    };
    expect(play(1_500, at)).toEqual(expected);
  });
});

it('reports heat and a full disk once, while they come and go', () => {
  const complaint = { kind: 'too-hot', part: 'chip', celsius: 96, limit: 95 } as const;
  const hot: Problem = { kind: 'device', device: 'd', name: 'KD6', complaint, sinceMs: 1 };
  const at = (second: number): MinerSnapshot =>
    snapshot(second * 1000, { problems: second % 60 < 30 ? [hot] : [] });
  expect(kinds(play(900, at))).toEqual([[1, 'machine-hot']]);
  expect(play(900, (second) => snapshot(second * 1000, {}), {}, 4e8)).toEqual([
    [1, { kind: 'disk-low', freeBytes: 4e8 }],
  ]);
});

it('reports blocks when a node or the chain has them, and mining that stops by itself', () => {
  const events: readonly WatchedEvent[] = [
    { type: 'solution-accepted', id: 'x', atMs: 1 },
    { type: 'block-confirmed', id: 'x', atMs: 1 },
    { type: 'solution-uncertain', id: 'y', atMs: 1, error: { kind: 'timeout', detail: '' } },
    { type: 'block-confirmed', id: 'y', atMs: 1 },
    { type: 'block-orphaned', id: 'x', atMs: 1 },
    { type: 'paused', reason: 'battery', atMs: 0 },
    { type: 'resumed', reason: 'battery', atMs: 0 },
    { type: 'paused', reason: 'schedule', atMs: 0 },
    { type: 'paused', reason: 'in-use', atMs: 0 },
    { type: 'paused', reason: 'temperature', atMs: 0 },
    { type: 'mining-stopping', atMs: 1 },
    { type: 'mining-stopped', atMs: 1 },
    { type: 'resume-failed' },
    { type: 'broke-down' },
    { type: 'not-started', reason: 'kept-ending' },
  ];
  const reported = play(events.length, (second) => events[second - 1] ?? { type: 'sampled' });
  expect(kinds(reported)).toEqual([
    [1, 'block-found'],
    [4, 'block-found'],
    [5, 'block-orphaned'],
    [6, 'mining-stopped'],
    [10, 'mining-stopped'],
    [13, 'mining-stopped'],
    [14, 'mining-stopped'],
    [15, 'mining-stopped'],
  ]);
});
