import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { errorText } from '../groups/group-error-text.ts';
import { mayPass } from '../start-error.ts';
import { createHistoryMarks } from './history-marks.ts';
import { createHistorySamples } from './history-samples.ts';
import { createListeners } from './session-listeners.ts';
import { wakeText } from './wake-text.ts';

describe('the log', () => {
  it.each([
    [
      { cause: 'time', jumpMs: 7_200_000 },
      '2 h have passed at once (the computer slept, or its clock was set)',
    ],
    [{ cause: 'time', jumpMs: -60_000 }, 'the clock was set back by 1 min'],
    [{ cause: 'network', jumpMs: 0 }, 'the addresses of this computer have changed'],
    [{ cause: 'system', jumpMs: 0 }, 'the computer woke up'],
  ] as const)('says why it connects again: %j', (wake, text) => {
    expect(wakeText(wake)).toBe(`${text}: connecting again`);
  });

  it.each([
    [
      { kind: 'listen', interfaceName: '*', port: 1917, reason: 'in-use', detail: 'EADDRINUSE' },
      'cannot listen on * port 1917 (in-use): EADDRINUSE',
    ],
    [{ kind: 'stratum-difficulty', value: 'x' }, 'stratumDifficulty is "x"'],
    [{ kind: 'no-command' }, 'externalWorkerCommand is not set'],
    [{ kind: 'command-not-confirmed' }, 'the user has not agreed to run its command'],
    [{ kind: 'no-gpu', software: [] }, 'no graphics card was found'],
    [{ kind: 'no-gpu', software: ['A', 'B'] }, 'no graphics card was found, but for A, but for B'],
    [{ kind: 'unexpected', detail: 'a bug' }, 'a bug'],
  ])('says why a kind of worker does not mine: %j', (error, text) => {
    expect(errorText(error as never)).toBe(text);
  });
});

it.each([
  [{ kind: 'practice-data', reason: 'in-use' }, true],
  [{ kind: 'practice-data', reason: 'full' }, true],
  [{ kind: 'practice-data', reason: 'damaged' }, false],
  [{ kind: 'listen', reason: 'in-use' }, true],
  [{ kind: 'listen', reason: 'no-such-address' }, true],
  [{ kind: 'listen', reason: 'other' }, true],
  [{ kind: 'listen', reason: 'no-permission' }, false],
  [{ kind: 'public-key', reason: 'in-use' }, false],
])('a start that failed with %j may succeed later: %s', (error, may) => {
  expect(mayPass(error as never)).toBe(may);
});

describe('listeners of the session', () => {
  const event = { type: 'woke' } as never;

  it('are called until they are removed, also where one before them throws', async () => {
    const { logger, logged } = collectedLog();
    const { subscribe, announce } = createListeners(logger);
    const [broken, other] = [vi.fn(() => assertNever()), vi.fn()];
    const remove = subscribe(broken);
    subscribe(other);
    announce(event);
    remove();
    announce(event);
    expect([broken.mock.calls, other.mock.calls]).toEqual([[[event]], [[event], [event]]]);
    expect(await logged('error')).toEqual([
      expect.stringContaining('a listener of the miner failed on woke: Error: broken'),
    ]);
  });
});

function assertNever(): never {
  throw new Error('broken');
}

describe('the history', () => {
  it('marks which settings were changed, and nothing where none was', () => {
    const marks: object[] = [];
    let config: MinerConfig = DEFAULT_CONFIG;
    const history = { mark: (mark: object) => void marks.push(mark) };
    const { configChanged } = createHistoryMarks(history, () => config);
    configChanged();
    config = { ...config, cpuThreads: 3, stratumPort: 7 };
    configChanged();
    configChanged();
    expect(marks).toMatchObject([{ kind: 'settings-changed' }]);
    expect((marks[0] as { keys: string[] }).keys.toSorted()).toEqual(['cpuThreads', 'stratumPort']);
  });

  /** What is added for a second of mining. */
  function sampled(changes: object) {
    const [machineSamples, workerRates, addSample] = [vi.fn(), vi.fn(), vi.fn()];
    const history = {
      machineSamples: { add: machineSamples },
      workerRates: { add: workerRates },
      addSample,
    };
    const sample = createHistorySamples(history as never, () => new Map([['cpu', 'cpu x']]));
    const snapshot = {
      ...{
        atMs: 5,
        hashesPerSecond: 9,
        isRateKnown: true,
        difficulty: 7,
        groups: [],
        stratum: null,
      },
      ...{ node: { url: 'n' }, network: null, problems: [], ...changes },
    };
    const shown = sample(snapshot as never);
    expect(shown).toMatchObject({ atMs: 5, difficulty: 7 });
    expect(addSample.mock.calls[0]?.[0]).toMatchObject(shown);
    return { shown, rates: workerRates.mock.calls, added: addSample.mock.calls[0]?.[0] as object };
  }

  it('has a node while one answers', () => {
    const failing = (node: string, kind = 'node') => ({ problems: [{ kind, node }] });
    expect(sampled({}).added).toMatchObject({ nodeShare: 1, machines: 0, shares: { accepted: 0 } });
    expect(sampled({ node: null }).added).toMatchObject({ nodeShare: 0 });
    expect(sampled({ node: null, ...failing('n') }).added).toMatchObject({ nodeShare: 0 });
    expect(sampled(failing('n')).added).toMatchObject({ nodeShare: 0 });
    expect(sampled(failing('other')).added).toMatchObject({ nodeShare: 1 });
    expect(sampled(failing('n', 'network')).added).toMatchObject({ nodeShare: 1 });
  });

  it('has the rates of the kinds that mine on this computer', () => {
    const groups = [
      { kind: 'cpu', state: 'mining', hashesPerSecond: 3, isRateKnown: true },
      { kind: 'cpu', state: 'paused', hashesPerSecond: 4, isRateKnown: true },
      { kind: 'stratum', state: 'mining', hashesPerSecond: 5, isRateKnown: true },
    ];
    expect(sampled({ groups }).rates).toEqual([['cpu x', { atMs: 5, hashesPerSecond: 3 }]]);
  });

  it('has no rate while none is known', () => {
    const groups = [{ kind: 'cpu', state: 'mining', hashesPerSecond: 0, isRateKnown: false }];
    const unknown = sampled({ groups, isRateKnown: false });
    expect(unknown.shown.hashesPerSecond).toBeNull();
    expect(unknown.rates).toEqual([]);
    expect(sampled({ groups }).shown.hashesPerSecond).toBe(9);
  });
  it('has no difficulty of two networks in one point', () => {
    const put = vi.fn();
    const history = { machineSamples: { add: vi.fn() }, workerRates: { add: vi.fn() } };
    const sample = createHistorySamples({ ...history, addSample: put } as never, () => new Map());
    const at = (atMs: number, versionName: string | null, difficulty: number | null) => {
      const network = versionName === null ? null : { versionName };
      const groups = { groups: [], stratum: null, node: null, problems: [] };
      return sample({ ...groups, atMs, network, difficulty } as never).difficulty;
    };
    expect(at(10_000, 'practice', 5)).toBe(5);
    expect(at(12_000, null, null)).toBeNull();
    expect(at(13_000, 'mainnet01', null)).toBeNull();
    expect(at(14_000, 'mainnet01', 1e20)).toBeNull();
    expect(at(19_999, 'mainnet01', 1e20)).toBeNull();
    expect(at(20_000, 'mainnet01', 1e20)).toBe(1e20);
    expect(at(21_000, 'mainnet01', 2e20)).toBe(2e20);
    const kept = put.mock.calls.map(([added]: unknown[]) => added as { difficulty: number | null });
    expect(kept.map(({ difficulty }) => difficulty)).toEqual([
      5,
      null,
      null,
      null,
      null,
      1e20,
      2e20,
    ]);
  });
});
