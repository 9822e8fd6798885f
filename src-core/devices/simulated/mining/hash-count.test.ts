import { expect, it } from 'vitest';
import { countHashes } from './hash-count.ts';

function counting(startMs = 5_000) {
  let nowMs = startMs;
  const count = countHashes(() => nowMs);
  return { count, at: (seconds: number) => void (nowMs = startMs + seconds * 1_000) };
}

it('have no rate of a fraction of a second', () => {
  const { count, at } = counting();
  at(0.5);
  count.add(100);
  expect([count.total(), count.rate(5), count.averageRate()]).toEqual([100, 100, 100]);
  expect(count.secondsSinceStart()).toBe(0.5);
});

it('have the rate of the last seconds, or since the start', () => {
  const { count, at } = counting();
  at(1);
  count.add(100);
  at(4);
  count.add(60);
  expect([count.rate(5), count.rate(2), count.averageRate()]).toEqual([40, 30, 40]);
  at(8);
  // What was done just as long ago is over.
  expect([count.rate(4), count.rate(5), count.rate(20)]).toEqual([0, 12, 20]);
  expect(count.total()).toBe(160);
});

it('forget what is older than any window, not what is in one', () => {
  const { count, at } = counting();
  for (let second = 1; second <= 300; second += 1) {
    at(second);
    count.add(10);
    expect(count.rate(60)).toBe(10);
  }
  expect([count.total(), count.averageRate()]).toEqual([3_000, 10]);
});
