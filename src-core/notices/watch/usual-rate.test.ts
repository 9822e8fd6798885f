import { expect, it } from 'vitest';
import { machineSample, totalSample } from '../../tests/disk/history-samples.ts';
import { openHistory } from '../../history/history.ts';
import { usualRateAt, usualRateOf } from './usual-rate.ts';

const STEP_MS = 90_000;
const samples = (rates: readonly number[]) =>
  rates.map((hashesPerSecond, step) => ({ atMs: step * STEP_MS, hashesPerSecond }));

it('is the mean of the time at work', () => {
  const off = Array.from({ length: 500 }, () => 0);
  const day = Array.from({ length: 60 }, (_, step) => (step % 2 === 0 ? 4e12 : 6e12));
  expect(usualRateOf(samples([...off, ...day, ...off]), STEP_MS)).toBe(5e12);
});

it('is not known of a machine that worked for less than an hour', () => {
  expect(usualRateOf(samples([1e12, 1e12, 0, 0]), STEP_MS)).toBeNull();
  expect(usualRateOf([], STEP_MS)).toBeNull();
});

it.each([
  ['an hour ago', 1],
  ['before a day off', 40],
  ['before a week off', 160],
  ['too long ago', 300],
])('is known to a history in which it worked last %s', (_, hoursAgo) => {
  const HOUR_MS = 3_600_000;
  const lastMs = 1.8e12;
  let nowMs = lastMs - 3 * HOUR_MS;
  const history = openHistory(':memory:', { nowMs: () => nowMs });
  for (; nowMs < lastMs; nowMs += 10_000) {
    history.machineSamples.add([['rig', machineSample({ atMs: nowMs, hashesPerSecond: 5e12 })]]);
    history.addSample(totalSample({ atMs: nowMs }));
  }
  nowMs = lastMs + hoursAgo * HOUR_MS;
  const usual = usualRateAt(nowMs, (...range) => history.machineSamples.of('rig', ...range));
  history.close();
  expect(usual).toBe(hoursAgo < 200 ? 5e12 : null);
});
