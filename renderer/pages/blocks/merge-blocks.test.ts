import { expect, it } from 'vitest';
import type { OwnBlock, OwnBlockState } from '../../../contract/screen-contract.ts';
import { mergeBlocks } from './merge-blocks.ts';

const block = (id: string, foundAtMs: number, state: OwnBlockState = 'accepted'): OwnBlock =>
  ({ id, foundAtMs, state }) as OwnBlock;

it('lists each block once, newest first, in its newest state', () => {
  const merged = mergeBlocks(
    [block('c', 30), block('b', 20, 'confirmed')],
    [block('b', 20), block('a', 10), block('d', 40)],
  );
  expect(merged.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'd accepted',
    'c accepted',
    'b confirmed',
    'a accepted',
  ]);
});
