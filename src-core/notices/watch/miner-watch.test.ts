import { describe, expect, it } from 'vitest';
import type {
  GroupState,
  MachineSnapshot,
  MinerSnapshot,
  Problem,
} from '../../state/snapshot-types.ts';
import type { WatchedEvent } from './event-notices.ts';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import type { RateOwner } from './rate-watch.ts';
import { group, HOUR, kinds, machine, play, snapshot } from './tests/watch-test.ts';

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
      play(seconds, at, {}, null, ({ machine: key }) => {
        asked.push(key ?? '');
        return null;
      });
      expect(asked).toEqual(['a', 'b', 'c'].slice(0, seconds));
    }
  });

  it.each([
    [3, 1, [[601, { kind: 'rejects-high', machine: 'a', refused: 150, shares: 600 }]]],
    [19, 1, []],
  ] as const)('is reported with %i shares accepted and %i rejected', (good, bad, expected) => {
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

describe('a kind of worker on this computer', () => {
  /** A processor and a graphics card beside machines, with the rates of the card at a second. */
  const beside = (rateAt: (second: number) => number, state: GroupState = 'mining') => {
    return (second: number): MinerSnapshot => {
      const groups = [
        group({ kind: 'stratum' }),
        group({ kind: 'cpu', hashesPerSecond: 1e6 }),
        group({ kind: 'gpu', hashesPerSecond: rateAt(second), state }),
      ];
      return snapshot(second * 1000, { groups }, [machine({})]);
    };
  };
  const slows = (second: number): number => (second < 4_000 ? 1e9 : 5e8);

  it('is reported as slow by its name, also beside machines and others', () => {
    expect(play(6_000, beside(slows))).toMatchObject([
      [4_600, { kind: 'rate-low', machine: null, worker: 'gpu', rate: 5e8 }],
    ]);
  });

  it('is reported as slow soon after a restart where history knows its usual rate', () => {
    const usual = ({ worker }: RateOwner): number | null => (worker === 'gpu' ? 1e9 : null);
    const reported = play(
      700,
      beside(() => 5e8),
      {},
      null,
      usual,
    );
    expect(kinds(reported)).toEqual([[603, 'rate-low']]);
  });

  it.each(['paused', 'resting', 'waiting'] as const)('is not slow while it is %s', (state) => {
    expect(
      play(6_000, (second) => beside(slows, second < 4_000 ? 'mining' : state)(second)),
    ).toEqual([]);
  });

  it('is not judged where it is a program that reports no rate', () => {
    const program = (isRateReported: boolean) => (second: number) => {
      const worker = { name: 'External 0', kind: 'external', engine: null, work: null } as const;
      const rates = { hashesPerSecond: 0, isRateReported, silentSinceMs: null };
      return snapshot(second * 1000, {
        groups: [group({ kind: 'external', hashesPerSecond: slows(second) })],
        workers: [{ ...worker, ...rates }],
      });
    };
    expect(kinds(play(6_000, program(true)))).toEqual([[4_600, 'rate-low']]);
    expect(play(6_000, program(false))).toEqual([]);
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
