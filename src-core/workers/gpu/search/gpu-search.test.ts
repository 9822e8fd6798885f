/** The search on a card of paper: what is asked of WebGPU, and what is made of its answer. */
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_TARGET, mkTarget } from '../../../chainweb/target.ts';
import type { Target } from '../../../chainweb/target.ts';
import { nonceAt, widestLayout } from '../../../pow-kernel/nonce-layout.ts';
import { paperCard } from '../tests/paper-card.ts';
import type { PaperCard } from '../tests/paper-card.ts';
import { createGpuSearch, MIN_DISPATCH, WrongResult } from './gpu-search.ts';
import type { GpuSearch } from './gpu-search.ts';
import { testSearch } from './self-test.ts';
import { hashOf, searchedWork } from './searched-work.ts';
import type { SearchedWork } from './searched-work.ts';

let card: PaperCard;
let search: GpuSearch;
beforeEach(async () => {
  card = paperCard();
  const adapter = await card.gpu.requestAdapter();
  search = createGpuSearch(await adapter!.requestDevice());
});

/** The nonce of a column in the first row of a header of 286 bytes. */
const nonceOf = (column: number): bigint => nonceAt(widestLayout(286), BigInt(column));

function workOf(length: number, target: Target): SearchedWork {
  const bytes = Uint8Array.from({ length }, (_, index) => index * 31 + length);
  return searchedWork(bytes, target, 1_700_000_000_000_000n);
}

/** The nonces of these places that solve the work, by hashing each. */
function solutionsOf(work: SearchedWork, place: bigint, count: number): bigint[] {
  const layout = widestLayout(work.bytes.length);
  return Array.from({ length: count }, (_, offset) => nonceAt(layout, place + BigInt(offset)))
    .filter((nonce) => hashOf(work, nonce) <= work.target)
    .sort(upwards);
}

const upwards = (a: bigint, b: bigint): number => (a < b ? -1 : 1);

describe('a search on a card', () => {
  // 65 bytes: a row has 2^8 nonces, so that a dispatch has rows. 322: the nonce lies in two blocks. 64: in the only one.
  it.each([64, 65, 178, 286, 322])(
    'finds all that solves a header of %i bytes, and nothing else',
    async (length) => {
      const work = workOf(length, mkTarget(2n ** 249n));
      const place = 2n ** 40n;
      const found = await search.search(work, place, 1024);
      expect(found.sort(upwards)).toEqual(solutionsOf(work, place, 1024));
      expect(found.length).toBeGreaterThan(0);
    },
  );

  it('lists 64 of many, which all solve the work', async () => {
    const found = await search.search(workOf(286, MAX_TARGET), 0n, 512);
    expect(found).toEqual(Array.from({ length: 64 }, (_, column) => nonceOf(column)));
  });

  it('keeps two searches at a time apart, and makes a shader and buffers for no more', async () => {
    const work = workOf(286, mkTarget(2n ** 249n));
    const found = await Promise.all([search.search(work, 0n, 256), search.search(work, 256n, 256)]);
    expect(found.map((nonces) => nonces.sort(upwards))).toEqual([
      solutionsOf(work, 0n, 256),
      solutionsOf(work, 256n, 256),
    ]);
    await search.search(work, 512n, 256);
    await search.prepare(286);
    expect(card.made).toEqual({ devices: 1, pipelines: 1, buffers: 6, dispatches: 3 });
    await search.prepare(322);
    expect(card.made.pipelines).toBe(2);
  });

  it('takes dispatches as large as its rows allow, and no larger than 2^30', () => {
    expect([286, 322, 65].map((length) => search.maxDispatch(length))).toEqual([
      2 ** 30,
      2 ** 28,
      2 ** 20,
    ]);
    expect(MIN_DISPATCH).toBe(256);
  });

  it('refuses a candidate whose hash is too high', async () => {
    const work = workOf(286, mkTarget(0n));
    card.spoil = (list) => list.set([1, 0, 0, 7]);
    await expect(search.search(work, 0n, 256)).rejects.toThrow(
      new WrongResult(`nonce ${nonceOf(7)} is no candidate`),
    );
  });

  it('refuses a full list without a solution, which chance does not make', async () => {
    // The best of the hashes has the target's highest word, and is one too high.
    const easy = workOf(286, MAX_TARGET);
    const hashes = Array.from({ length: 256 }, (_, column) => hashOf(easy, nonceOf(column)));
    const least = hashes.reduce((a, b) => (b < a ? b : a));
    const column = hashes.indexOf(least);
    expect(await search.search(workOf(286, mkTarget(least)), 0n, 256)).toEqual([nonceOf(column)]);
    const work = workOf(286, mkTarget(least - 1n));
    expect(await search.search(work, 0n, 256)).toEqual([]);
    const listed = (count: number): void => {
      card.spoil = (list) => {
        list.set([count, 0, ...Array.from({ length: 64 }, () => [0, column]).flat()]);
      };
    };
    listed(64);
    expect(await search.search(work, 0n, 256)).toEqual([]);
    listed(65);
    await expect(search.search(work, 0n, 256)).rejects.toThrow(
      new WrongResult('65 candidates, and none of those listed is a solution'),
    );
  });
});

describe('the test of a card before it mines', () => {
  it('passes with one that finds what the processor finds, in any order', async () => {
    card.spoil = (list) => {
      const found = list.slice(2, 2 + 2 * list[0]!);
      list.set(
        found.reverse().map((_, index, all) => all[index ^ 1]!),
        2,
      );
    };
    await testSearch(search);
    expect(card.made.dispatches).toBe(1);
  });

  it('finds one that leaves a solution out', async () => {
    card.spoil = (list) => list.set([list[0]! - 1]);
    const error = await testSearch(search).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WrongResult);
    const counts = /^(\d+) nonces found, not the (\d+) that solve$/.exec((error as Error).message);
    expect(Number(counts?.[1])).toBe(Number(counts?.[2]) - 1);
  });
});
