/** What a session puts into the history: a sample of each second, and marks. */
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import { createHistoryMarks } from './history-marks.ts';
import { createHistorySamples } from './history-samples.ts';

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
    expect(shown).toMatchObject({ difficulty: 7 });
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
    expect(sampled({}).shown.hashesPerSecond).toBe(9);
  });
  it('has no rate while a part of those that mine is not measured yet', () => {
    const rateOf = (cpu: boolean, external: boolean, stratum: boolean): number | null =>
      sampled({
        groups: [
          { kind: 'cpu', state: 'mining', hashesPerSecond: 3, isRateKnown: cpu },
          { kind: 'external', state: 'mining', hashesPerSecond: 0, isRateKnown: external },
          { kind: 'stratum', state: 'mining', hashesPerSecond: 6, isRateKnown: stratum },
        ],
      }).shown.hashesPerSecond;
    expect(rateOf(true, true, true)).toBe(9);
    expect(rateOf(false, true, true)).toBeNull();
    // A program may never tell its rate, and machines may come later.
    expect(rateOf(true, false, true)).toBe(9);
    expect(rateOf(true, true, false)).toBe(9);
    const young = { isOnline: true, workSinceMs: 1, lastShareAtMs: null };
    const machines = [{ ...young, key: 'a', shares: NO_SHARES, hashRate: NO_RATES }];
    const groups = [{ kind: 'stratum', state: 'mining', hashesPerSecond: 9, isRateKnown: true }];
    const stratum = { machines, online: 1 };
    expect(sampled({ groups, stratum }).shown.hashesPerSecond).toBeNull();
    expect(sampled({ groups, stratum, atMs: 60_000 }).shown.hashesPerSecond).toBe(9);
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
