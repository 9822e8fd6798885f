import { createHash, getHashes } from 'node:crypto';
import { blake2s } from '@noble/hashes/blake2.js';
import { createBLAKE2s } from 'hash-wasm';
import { engineOf } from '../../src-core/pow-kernel/choose-engine.ts';
import type { KernelMaker } from '../../src-core/pow-kernel/kernel.ts';
import { createNonceSearch } from '../../src-core/pow-kernel/nonce-search.ts';
import type { NonceSearch } from '../../src-core/pow-kernel/nonce-search.ts';
import { sampleHere } from './contender.ts';
import type { Contender } from './contender.ts';

/** A header of three adjacent chains: what nearly all networks have. */
export const WORK_BYTES = 286;

/** A way to search, on work that has no solution. */
export interface KernelContender extends Contender {
  readonly maker: KernelMaker;
}

/** These kernels, on headers of usual length. */
export function kernelContenders(makers: readonly KernelMaker[]): KernelContender[] {
  return makers.map((maker) => kernelContender(`${engineOf(maker).name} (${maker.kind})`, maker));
}

/** One kernel on headers of every number of adjacent chains that a known graph has. */
export function degreeContenders(maker: KernelMaker): KernelContender[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((degree) =>
    kernelContender(`degree ${degree} (${maker.kind})`, maker, 178 + 36 * degree),
  );
}

function kernelContender(
  name: string,
  maker: KernelMaker,
  workBytes = WORK_BYTES,
): KernelContender {
  const batch = batchesOf(createNonceSearch(maker), workBytes);
  return { name, maker, sample: (durationMs) => sampleHere(batch, durationMs) };
}

/** Batches of a search in a header of that length, which has no solution; each returns its hashes. */
export function batchesOf(search: NonceSearch, workBytes: number): () => number {
  search.load(new Uint8Array(workBytes).fill(7), 0n);
  let nonce = 0n;
  return () => {
    const { tried } = search.search(nonce, 1 << 17);
    nonce += BigInt(tried);
    return tried;
  };
}

/** Libraries that hash one whole message at a time, the fastest first. */
export async function libraryContenders(): Promise<readonly [Contender, ...Contender[]]> {
  const hasher = await createBLAKE2s(256);
  const contenders: [Contender, ...Contender[]] = [
    inBatches('hash-wasm', 10_000, (work) => hasher.init().update(work).digest('binary')),
    inBatches('@noble/hashes', 1_000, (work) => blake2s(work)),
  ];
  // Electron's OpenSSL is BoringSSL, which has no BLAKE2s.
  if (getHashes().includes('blake2s256')) {
    contenders.push(
      inBatches('node:crypto', 5_000, (work) => createHash('blake2s256').update(work).digest()),
    );
  }
  return contenders;
}

function inBatches(name: string, size: number, hash: (work: Uint8Array) => Uint8Array): Contender {
  const work = new Uint8Array(WORK_BYTES).fill(7);
  const view = new DataView(work.buffer);
  let nonce = 0;
  let zeros = 0;
  const batch = (): number => {
    for (let i = 0; i < size; i++) {
      view.setUint32(WORK_BYTES - 8, nonce++, true);
      if (hash(work)[31] === 0) zeros++;
    }
    return size;
  };
  return {
    name,
    sample: (durationMs) => {
      zeros = 0;
      const sample = sampleHere(batch, durationMs);
      // The results are used, so that no compiler leaves the hashing out.
      if (zeros === 0) throw new Error(`${name} gives no hash that ends in a zero`);
      return sample;
    },
  };
}
