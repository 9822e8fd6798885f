import { expect, it } from 'vitest';
import type { OwnBlock } from '../../../contract/screen-contract.ts';
import { unseenBlocks } from './found-blocks.ts';

const block = (id: string, foundAtMs: number, versionName = 'mainnet01'): OwnBlock =>
  ({ id, foundAtMs, versionName, state: 'accepted' }) as OwnBlock;
const nothingSeen = { seenBlocksMs: 0, practiceBlockSeen: false };

it('shows blocks of a real network until they were seen, several as one', () => {
  const blocks = [block('c', 30), block('p', 25, 'practice'), block('b', 20), block('a', 10)];
  const found = unseenBlocks(blocks, { seenBlocksMs: 10, practiceBlockSeen: true });
  expect(found).toMatchObject({ newest: { id: 'c' }, count: 2, seen: { seenBlocksMs: 30 } });
  expect(
    unseenBlocks(blocks, { ...found!.seen, ...{ practiceBlockSeen: true, seenBlocksMs: 30 } }),
  ).toBeNull();
});

it('shows the first block of practice once, and no other', () => {
  const blocks = [block('b', 20, 'practice'), block('a', 10, 'practice-triangle')];
  const found = unseenBlocks(blocks, nothingSeen);
  expect(found).toEqual({ newest: blocks[1], count: 1, seen: { practiceBlockSeen: true } });
  expect(unseenBlocks(blocks, { ...nothingSeen, practiceBlockSeen: true })).toBeNull();
  const many = Array.from({ length: 101 }, (_, at) => block(`${at}`, at, 'practice'));
  expect(unseenBlocks(many, nothingSeen)).toBeNull();
});

it('prefers a real block to the first of practice', () => {
  const blocks = [block('p', 20, 'practice'), block('a', 10)];
  expect(unseenBlocks(blocks, nothingSeen)?.newest.id).toBe('a');
});

it('says nothing of a block whose place another own block has, or before the first start', () => {
  const superseded = { ...block('a', 10), state: 'superseded' } as OwnBlock;
  expect(unseenBlocks([superseded], nothingSeen)).toBeNull();
  expect(unseenBlocks([block('a', 10)], { ...nothingSeen, seenBlocksMs: null })).toBeNull();
});
