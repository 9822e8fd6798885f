import { randomBytes } from 'node:crypto';
import { createBLAKE2s } from 'hash-wasm';
import { expect, it } from 'vitest';
import { runnableKernels } from '../choose-engine.ts';
import { nonceAt, nonceLayout } from '../nonce-layout.ts';
import { createNonceSearch } from '../nonce-search.ts';

const DEGREES = [0, 1, 2, 3, 4, 5, 6, 7];
const HEADERS_PER_DEGREE = 250;
const NONCES_PER_HEADER = 500;

/** Solving nonces' distances from `start`, by another library. The top 32 bits decide. */
function referenceOffsets(
  hash: (message: Uint8Array) => Uint8Array,
  work: Uint8Array,
  targetTop: number,
  start: bigint,
): number[] {
  const copy = work.slice();
  const view = new DataView(copy.buffer);
  const layout = nonceLayout(work.length);
  const offsets: number[] = [];
  for (let offset = 0; offset < NONCES_PER_HEADER; offset++) {
    view.setBigUint64(copy.length - 8, nonceAt(layout, start + BigInt(offset)), true);
    const digest = hash(copy);
    const top = new DataView(digest.buffer, digest.byteOffset).getUint32(28, true);
    if (top <= targetTop) offsets.push(offset);
  }
  return offsets;
}

it('agrees with another library on 1,000,000 nonces of random headers of all degrees', async () => {
  const hasher = await createBLAKE2s(256);
  const hash = (message: Uint8Array): Uint8Array => hasher.init().update(message).digest('binary');
  const searches = runnableKernels().map(createNonceSearch);
  let nonces = 0;
  let solutions = 0;
  for (const degree of DEGREES) {
    for (let i = 0; i < HEADERS_PER_DEGREE; i++) {
      const work = new Uint8Array(randomBytes(178 + 36 * degree));
      const start = new DataView(work.buffer).getBigUint64(16, true);
      const targetTop = 0x0400_0000 + i;
      const layout = nonceLayout(work.length);
      const expected = referenceOffsets(hash, work, targetTop, start);
      for (const search of searches) {
        search.load(work, (BigInt(targetTop + 1) << 224n) - 1n);
        const found: number[] = [];
        for (let tried = 0; tried < NONCES_PER_HEADER;) {
          const result = search.search(start + BigInt(tried), NONCES_PER_HEADER - tried);
          tried += result.tried;
          if (result.nonce === null) continue;
          found.push(tried - 1);
          expect(result.nonce).toBe(nonceAt(layout, BigInt.asUintN(64, start + BigInt(tried - 1))));
        }
        if (found.join() !== expected.join()) {
          expect.fail(
            `${search.kind}, header ${Buffer.from(work).toString('hex')}, start ${start}: ` +
              `found ${found.join()}, expected ${expected.join()}`,
          );
        }
      }
      nonces += NONCES_PER_HEADER;
      solutions += expected.length;
    }
  }
  expect(nonces).toBe(1_000_000);
  // One in 64: the comparison had something to compare.
  expect(solutions).toBeGreaterThan(10_000);
}, 120_000);
