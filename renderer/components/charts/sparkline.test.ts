import { expect, it } from 'vitest';
import { sparkPaths } from './sparkline.tsx';

const sample = (atMs: number, hashesPerSecond: number) => ({ atMs, hashesPerSecond, level: null });

it('draws from 0 to the highest rate over the whole width', () => {
  expect(sparkPaths([sample(0, 0), sample(50, 10), sample(100, 5)], 0, 1000)).toEqual({
    line: 'M0.0 22.0L4.8 2.0L9.6 12.0',
    dots: '',
  });
});

it('breaks the line where the machine was away', () => {
  const samples = [0, 60, 120, 800, 860, 920].map((atMs) => sample(atMs, 1));
  const { line, dots } = sparkPaths(samples, 0, 1000);
  expect(line.match(/M/g)).toHaveLength(2);
  expect(dots).toBe('');
});

it('marks what is too short to be seen, as of a machine that has just come', () => {
  expect(sparkPaths([sample(1000, 5)], 0, 1000).dots).toBe('M96.0 2.0h0');
  expect(sparkPaths([sample(960, 5), sample(1000, 10)], 0, 1000).dots).toBe('M96.0 2.0h0');
  expect(sparkPaths([sample(0, 1), sample(900, 1)], 0, 1000).dots).toBe('M0.0 2.0h0M86.4 2.0h0');
});

it('draws nothing of other times and nothing impossible for a machine at rest', () => {
  expect(sparkPaths([sample(-5, 1), sample(2000, 1)], 0, 1000)).toEqual({ line: '', dots: '' });
  expect(sparkPaths([sample(0, 0)], 0, 1000).dots).toBe('M0.0 22.0h0');
});
