/** Samples over a history and back: every column of each kind. */
import { expect, it, onTestFinished } from 'vitest';
import { openHistory } from '../history.ts';

const START_MS = 1_700_006_400_000;
const shares = { accepted: 1, blocks: 2, stale: 3, duplicate: 4, low: 5, invalid: 6 };

function openAt(nowMs: number) {
  const history = openHistory(':memory:', { nowMs: () => nowMs });
  onTestFinished(() => history.close());
  return history;
}

it('keep everything that was measured of the miner and of a machine', () => {
  const history = openAt(START_MS + 20_000);
  const at = { atMs: START_MS + 2_000, hashesPerSecond: 7 };
  history.machineSamples.add([['rig', { ...at, level: 30, shares }]]);
  const total = { ...at, difficulty: 5e15, machines: 3, nodeShare: 0.25, shares };
  history.addSample(total);
  const span = [START_MS, START_MS + 9_000, 100] as const;
  const middle = { atMs: START_MS + 5_000, spanMs: 10_000 };
  expect(history.samples(...span)).toEqual([{ ...total, ...middle }]);
  expect(history.machineSamples.of('rig', ...span)).toEqual([
    { hashesPerSecond: 7, level: 30, shares, ...middle },
  ]);
  expect(history.machineSamples.of('other', ...span)).toEqual([]);
});

it('of a kind of worker are its rate alone', () => {
  const history = openAt(START_MS + 20_000);
  history.workerRates.add('cpu x', { atMs: START_MS, hashesPerSecond: 9 });
  expect(history.workerRates.of('cpu x', START_MS, START_MS + 9_000, 100)).toEqual([
    { atMs: START_MS + 5_000, spanMs: 10_000, hashesPerSecond: 9 },
  ]);
  expect(history.samples(START_MS, START_MS + 9_000, 100)).toEqual([]);
});

it('lie within the chart, also where their points are longer', () => {
  const history = openAt(START_MS + 20_000);
  history.workerRates.add('cpu x', { atMs: START_MS, hashesPerSecond: 9 });
  const timeIn = (fromMs: number, toMs: number): number | undefined =>
    history.workerRates.of('cpu x', START_MS + fromMs, START_MS + toMs, 100)[0]?.atMs;
  expect(timeIn(0, 3_000)).toBe(START_MS + 3_000);
  expect(timeIn(0, 9_000)).toBe(START_MS + 5_000);
  expect(timeIn(-9_000, 9_000)).toBe(START_MS + 5_000);
});
