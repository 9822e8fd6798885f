import { createHash, getHashes } from 'node:crypto';
import { blake2s } from '@noble/hashes/blake2.js';
import { createBLAKE2s } from 'hash-wasm';
import { engineOf, runnableKernels } from '../../src-core/pow-kernel/choose-engine.ts';
import type { NonceSearch } from '../../src-core/pow-kernel/nonce-search.ts';
import { sampleHere } from './contender.ts';
import type { Contender } from './contender.ts';

/** A header of three adjacent chains: what nearly all networks have. */
export const WORK_BYTES = 286;

/** Every kernel that computes here, on work that has no solution. */
export function kernelContenders(): Contender[] {
  return runnableKernels().map((maker) => {
    const { name, search } = engineOf(maker);
    return kernelContender(`${name} (${maker.kind})`, search, WORK_BYTES);
  });
}

/** One kernel on headers of every number of adjacent chains that a known graph has. */
export function degreeContenders(search: NonceSearch): Contender[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((degree) => {
    return kernelContender(`degree ${degree} (${search.kind})`, search, 178 + 36 * degree);
  });
}

function kernelContender(name: string, search: NonceSearch, workBytes: number): Contender {
  const work = new Uint8Array(workBytes).fill(7);
  let nonce = 0n;
  const batch = (): number => {
    const { tried } = search.search(nonce, 1 << 17);
    nonce += BigInt(tried);
    return tried;
  };
  return {
    name,
    sample: (durationMs) => {
      search.load(work, 0n);
      return sampleHere(batch, durationMs);
    },
  };
}

/** Libraries that hash one whole message at a time. */
export async function libraryContenders(): Promise<Contender[]> {
  const hasher = await createBLAKE2s(256);
  const contenders = [
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
