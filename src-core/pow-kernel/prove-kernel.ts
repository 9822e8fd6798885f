import { isSolved } from '../chainweb/pow-hash.ts';
import { mkTarget } from '../chainweb/target.ts';
import type { KernelMaker } from './kernel.ts';
import { nonceAt, nonceLayout } from './nonce-layout.ts';
import { createNonceSearch } from './nonce-search.ts';

/** Headers with 0 to 7 neighbours: all that known graphs have. */
const WORK_BYTES = [0, 1, 2, 3, 4, 5, 6, 7].map((degree) => 178 + 36 * degree);
/** Some passes of the kernel with the most lanes. */
const NONCES = 100;
/** One in eight nonces solves the work. */
const TARGET = mkTarget(2n ** 253n);
/** A run of nonces in which a span ends. */
const FIRST = 2n ** 48n - 50n;

/**
 * Whether a kernel finds the nonces that solve some headers, and no others, by comparison with a
 * library that hashes all of a header.
 */
export function solvesAsItShould(maker: KernelMaker): boolean {
  const search = createNonceSearch(maker);
  return WORK_BYTES.every((workBytes) => {
    const work = Uint8Array.from({ length: workBytes }, (_, i) => i * 7);
    const view = new DataView(work.buffer);
    search.load(work, TARGET);
    for (let i = 0n, next = 0n; i < NONCES; i++) {
      const nonce = nonceAt(nonceLayout(workBytes), FIRST + i);
      view.setBigUint64(workBytes - 8, nonce, true);
      if (!isSolved(work, TARGET)) continue;
      const found = search.search(FIRST + next, NONCES);
      next += BigInt(found.tried);
      if (found.nonce !== nonce || next !== i + 1n) return false;
    }
    return true;
  });
}
