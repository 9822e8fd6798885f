import { expect, it } from 'vitest';
import type { BlockSeen, NetworkInfo, OwnBlock } from '../../../contract/screen-contract.ts';
import { chooseWindowMs, layBraid, rowStep } from './braid-layout.ts';

const triangle = {
  graph: [
    { chain: 0, adjacent: [1, 2] },
    { chain: 1, adjacent: [0, 2] },
    { chain: 2, adjacent: [0, 1] },
  ],
} as unknown as NetworkInfo;
const seen = (chain: number, height: number, createdAtMs: number): BlockSeen =>
  ({ chain, height, hash: `${chain}/${height}`, createdAtMs }) as unknown as BlockSeen;
const own = (id: string, state: OwnBlock['state'], foundAtMs: number): OwnBlock =>
  ({ id, state, foundAtMs, chain: 1, height: 2 }) as unknown as OwnBlock;

it('links each block to the blocks one below it on the neighbouring chains', () => {
  const { links } = layBraid(triangle, [seen(0, 1, 1), seen(1, 1, 2), seen(2, 2, 3)], []);
  expect(links.map(({ from, to }) => `${from.hash} on ${to.hash}`)).toEqual([
    '2/2 on 0/1',
    '2/2 on 1/1',
  ]);
});

it('marks our own blocks and adds our orphans that the network left out', () => {
  const { knots } = layBraid(
    triangle,
    [seen(0, 1, 10), seen(1, 2, 20)],
    [own('1/2', 'confirmed', 20), own('lost', 'orphaned', 15), own('ancient', 'orphaned', 5)],
  );
  expect(knots.map(({ hash, own: state }) => [hash, state])).toEqual([
    ['0/1', null],
    ['1/2', 'confirmed'],
    ['lost', 'orphaned'],
  ]);
});

it('links nothing to an orphan', () => {
  const lost = { ...own('lost', 'orphaned', 15), height: 1 };
  const { links } = layBraid(triangle, [seen(0, 1, 10), seen(0, 2, 20)], [lost]);
  expect(links).toEqual([]);
});

it('shows about a dozen blocks of each chain', () => {
  const minutely = Array.from({ length: 60 }, (_, index) => ({ createdAtMs: index * 20_000 }));
  expect(chooseWindowMs(minutely, 3, null, null)).toBe(12 * 60_000);
});

it('goes by the intended delay until blocks were seen', () => {
  expect(chooseWindowMs([], 20, 30_000, null)).toBe(5 * 60_000);
  expect(chooseWindowMs([], 20, null, null)).toBe(12 * 60_000);
});

it('keeps its window while it is not far off', () => {
  const every = (ms: number) =>
    Array.from({ length: 60 }, (_, index) => ({ createdAtMs: index * ms }));
  expect(chooseWindowMs(every(25_000), 3, null, 720_000)).toBe(720_000);
  expect(chooseWindowMs(every(90_000), 3, null, 720_000)).toBeGreaterThan(720_000);
});

it('spreads few threads and packs many', () => {
  expect(rowStep(1)).toBe(64);
  expect(rowStep(10)).toBe(28);
  expect(rowStep(20)).toBe(14);
});
