import { expect, it } from 'vitest';
import { inParallel } from './in-parallel.ts';

it('does the next as soon as one is done, a few at a time and in their order', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = inParallel([1, 2, 3, 4], 2, (item) => {
    begun.push(item);
    return new Promise((resolve) => ends.push(resolve));
  });
  const next = () => new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual([1, 2]);
  ends[1]?.();
  await next();
  expect(begun).toEqual([1, 2, 3]);
  ends[2]?.();
  await next();
  expect(begun).toEqual([1, 2, 3, 4]);
  let isDone = false;
  void all.then(() => (isDone = true));
  ends[3]?.();
  await next();
  expect(isDone).toBe(false);
  ends[0]?.();
  await all;
  await inParallel([], 2, () => Promise.reject(new Error('there is none')));
});

it('throws what its work throws', async () => {
  const failing = inParallel([1], 2, () => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
});
