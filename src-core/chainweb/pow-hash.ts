/**
 * Proof of work of every Chainweb network: unkeyed BLAKE2s-256 over the whole work header, read as
 * a little-endian number, must not exceed the target. (Electron's own crypto has no BLAKE2s, hence
 * the library; the nonce search has a kernel of its own in pow-kernel/.)
 */
import { blake2s } from '@noble/hashes/blake2.js';
import { targetFromLe } from './target.ts';
import type { Target } from './target.ts';

/** The 32-byte PoW hash of a work header. */
export function powHash(work: Uint8Array): Uint8Array {
  return blake2s(work);
}

/** Whether a 32-byte PoW hash meets `target`; equality counts. */
function meetsTarget(hash: Uint8Array, target: Target): boolean {
  return targetFromLe(hash) <= target;
}

/** Whether a work header, with the time and nonce it holds, is solved for `target`. */
export function isSolved(work: Uint8Array, target: Target): boolean {
  return meetsTarget(powHash(work), target);
}
