import { mkTargetLevel } from '../../../chainweb/target.ts';
import { nonceAt, widestLayout } from '../../../pow-kernel/nonce-layout.ts';
import { WrongResult } from './gpu-search.ts';
import type { GpuSearch } from './gpu-search.ts';
import { hashOf, searchedWork } from './searched-work.ts';

/** Three adjacent chains, as most graphs have. */
const WORK_BYTES = 286;
const NONCES = 4096;
/** One nonce of 256 solves the work. */
const LEVEL = 8;

/**
 * Searches made-up work on the card and on the processor, to find a broken driver before real work is lost on it.
 * @throws WrongResult when they differ
 */
export async function testSearch(search: GpuSearch): Promise<void> {
  const bytes = Uint8Array.from({ length: WORK_BYTES }, (_, index) => (index * 151) & 0xff);
  const work = searchedWork(bytes, mkTargetLevel(LEVEL), 1_700_000_000_000_000n);
  const layout = widestLayout(WORK_BYTES);
  const nonces = Array.from({ length: NONCES }, (_, place) => nonceAt(layout, BigInt(place)));
  const expected = nonces.filter((nonce) => hashOf(work, nonce) <= work.target);
  const found = await search.search(work, 0n, NONCES);
  if (expected.join() !== found.sort(byNumber).join()) {
    throw new WrongResult(`${found.length} nonces found, not the ${expected.length} that solve`);
  }
}

function byNumber(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
