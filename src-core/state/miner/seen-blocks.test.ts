import { expect, it } from 'vitest';
import { withBlocks } from './seen-blocks.ts';

const block = (createdAtMs: number) => ({ hash: `h${createdAtMs}`, createdAtMs }) as never;

it('keeps the newest 400 blocks in order of time, each once', () => {
  const all = Array.from({ length: 400 }, (_, at) => block(at));
  expect(withBlocks([], all.toReversed())).toEqual(all);
  expect(withBlocks(all, [block(5), block(399.5)])).toEqual([...all.slice(1), block(399.5)]);
});
