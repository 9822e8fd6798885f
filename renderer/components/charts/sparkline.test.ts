import { expect, it } from 'vitest';
import { sparkPath } from './sparkline.tsx';

const sample = (atMs: number, hashesPerSecond: number) => ({ atMs, hashesPerSecond, level: null });

it('draws from 0 to the highest rate over the whole width', () => {
  expect(sparkPath([sample(0, 0), sample(50, 10), sample(100, 5)], 0, 1000)).toBe(
    'M0.0 22.0h0L4.8 2.0L9.6 12.0',
  );
});

it('breaks the line where the machine was away', () => {
  expect(sparkPath([sample(0, 1), sample(900, 1)], 0, 1000).match(/M/g)).toHaveLength(2);
});

it('draws nothing of other times and nothing impossible for a machine at rest', () => {
  expect(sparkPath([sample(-5, 1), sample(2000, 1)], 0, 1000)).toBe('');
  expect(sparkPath([sample(0, 0)], 0, 1000)).toBe('M0.0 22.0h0');
});
