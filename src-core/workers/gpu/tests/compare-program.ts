/**
 * Searches random headers of all degrees on the card and with the kernel of the processor, and prints what differs.
 * A program of its own, because a driver may take its process with it.
 */
import { randomBytes } from 'node:crypto';
import { MAX_TARGET, mkTarget } from '../../../chainweb/target.ts';
import { nonceAt, nonceLayout, widestLayout } from '../../../pow-kernel/nonce-layout.ts';
import { createNonceSearch } from '../../../pow-kernel/nonce-search.ts';
import { wasmKernel } from '../../../pow-kernel/wasm-kernels.ts';
import { loadDawn } from '../process/serve-gpu.ts';
import { createGpuSearch } from '../search/gpu-search.ts';
import { searchedWork } from '../search/searched-work.ts';

const DEGREES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const HEADERS_PER_DEGREE = 3;
const NONCES = 2 ** 15;
/** About 16 nonces of each header solve it. */
const TARGET = mkTarget(2n ** 245n);

const gpu = await loadDawn();
const adapter = await gpu.requestAdapter();
if (adapter === null) throw new Error('there is no adapter');
const search = createGpuSearch(await adapter.requestDevice());
const kernel = createNonceSearch(wasmKernel('swizzle'));

let solutions = 0;
const differences: string[] = [];
for (const degree of DEGREES) {
  for (let header = 0; header < HEADERS_PER_DEGREE; header++) {
    const bytes = new Uint8Array(randomBytes(178 + 36 * degree));
    const work = searchedWork(bytes, TARGET, 1_700_000_000_000_000n + BigInt(header));
    const place = new DataView(bytes.buffer).getBigUint64(0) & ~BigInt(NONCES - 1);
    const found = new Set(await search.search(work, place, NONCES));
    kernel.load(work.bytes, TARGET);
    const layout = widestLayout(bytes.length);
    const { lowestBit } = nonceLayout(bytes.length);
    for (let offset = 0; offset < NONCES; offset++) {
      const nonce = nonceAt(layout, place + BigInt(offset));
      // The kernel counts; the nonce turned back is the counter that it stands for.
      const counter = nonceAt({ lowestBit: 64 - lowestBit }, nonce);
      const solves = kernel.search(counter, 1).nonce === nonce;
      if (solves) solutions += 1;
      if (solves !== found.has(nonce)) {
        differences.push(`${Buffer.from(bytes).toString('hex')} ${nonce}`);
      }
    }
  }
}
const easy = searchedWork(new Uint8Array(286), MAX_TARGET, 0n);
const listed = new Set(await search.search(easy, 0n, NONCES)).size;
const nonces = DEGREES.length * HEADERS_PER_DEGREE * NONCES;
process.stdout.write(
  JSON.stringify({ nonces, solutions, differences, listed, keeps: gpu !== null }),
);
process.exit(0);
